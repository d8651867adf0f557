// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of wrong uses of the tags. */
final class MistakesTest extends JspTests {
  private static final String DURATION =
      ", allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d";
  private static final String INPUTS =
      ", allowed are authenticated, cookie:NAME, cookie-names, header:NAME, host, locale, param:NAME, path, query,"
          + " role:NAME, scheme, session:NAME and user";
  private static final String TEXTS =
      ", which is not told apart by any text; allowed are texts, numbers, booleans";
  private static final String FIRST =
      "allowed is a place at the very beginning of a <cache:fragment>, with nothing but white space"
          + " and other vary tags before it";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          <cache:fragment>a</cache:fragment>                   => attribute [name] is mandatory for tag [fragment]
          <cache:fragment name='f' tll='1'>a</cache:fragment>  => Attribute [tll] invalid for tag [fragment]
          <cache:forEach name='f' var='i'>a</cache:forEach>    => attribute [items] is mandatory for tag [forEach]
          <cache:fragment name='f' scope='${1}'/>              => attribute [scope] does not accept any expressions
          <cache:refuse/>                                      => attribute [reason] is mandatory for tag [refuse]
          <cache:moon/>                                        => No tag [moon] defined in tag library
          """)
  void mistakeThatTheTldKnows_isToldByTheContainer(String tag, String message) throws Exception {
    String page = page("\n\n" + tag);
    assertThat(unescaped(site.send(page)))
        .contains(page + " (line: [3], column: [")
        .contains(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          <cache:fragment name=''>a</cache:fragment>                  => fragment>: name of the fragment is '', allowed are 1 to 100 characters, no control ones
          <cache:fragment name='f' ttl='ten'>a</cache:fragment>       => fragment>: ttl is 'ten'DURATION
          <cache:fragment name='f' ttl='-5s'>a</cache:fragment>       => fragment>: ttl is '-5s'DURATION
          <cache:fragment name='f' staleIfError='1y'>a</cache:fragment> => fragment>: staleIfError is '1y'DURATION
          <cache:fragment name='f' staleWhileRevalidate='x'/>         => fragment>: staleWhileRevalidate is 'x'DURATION
          <cache:fragment name='f' varyBy='moon'>a</cache:fragment>   => fragment>: varyBy is 'moon'INPUTS
          <cache:fragment name='f' varyBy='locale,cookie'/>           => fragment>: varyBy is 'cookie'INPUTS
          <cache:fragment name='f' onError='panic'>a</cache:fragment> => fragment>: onError is 'panic', allowed is stale, hide or fail
          <cache:fragment name='f' cache='my cache'/>                 => fragment>: cache is 'my cache', allowed is a lower-case letter, then up to 31 lower-case letters, digits or dashes
          <cache:fragment name='f' test='perhaps'>a</cache:fragment>  => fragment>: test is 'perhaps', allowed is true, false, on or off
          <cache:fragment name='f' shared='x'>a</cache:fragment>      => fragment>: shared is 'x', allowed is true, false, on or off
          <cache:fragment name='f' var='v' scope='moon'/>             => fragment>: scope is 'moon', allowed is application, page, request, session
          <cache:fragment name='f' scope='request'/>                  => fragment>: scope is given, allowed is that only together with var
          <cache:fragment name='f' var=''/>                           => fragment>: var is '', allowed is the name of a variable
          <cache:fragment name='f' tags='TOO LONG'/>                  => fragment>: tag is 'TOO LONG', allowed are 1 to 250 characters, no control ones
          <cache:forEach name='f' items='${[1]}' var='i' ttl='ten'/>  => forEach>: ttl is 'ten'DURATION
          <cache:forEach name='f' items='${[1]}' var='i' vary='i'/>   => forEach>: vary is 'i', allowed is an expression for each item such as #{item.id}
          <cache:include path=''/>                                    => include>: path is '', allowed is a path of the application
          <cache:include path='/a' ttl='ten'/>                        => include>: ttl is 'ten'DURATION
          <cache:hole/>                                               => hole>: allowed is either value or path, here are both or neither
          <cache:hole value='user' path='/x'/>                        => hole>: allowed is either value or path, here are both or neither
          <cache:hole path='x'/>                                      => hole>: path is 'x', allowed is a path of the application that begins with /
          <cache:hole value='user' onError='stale'/>                  => hole>: onError is 'stale', allowed is hide or fail
          <cache:tag name=' '/>                                       => tag>: name is ' ', allowed is a tag, or several with commas between
          <cache:evict/>                                              => evict>: allowed are name, tags or both, here is neither
          <cache:evict tags='t' vary='1'/>                            => evict>: vary is given, allowed is that only together with name
          <cache:evict tags='t' cache='c'/>                           => evict>: cache is given, allowed is that only together with name
          <cache:page/>                                               => page>: allowed are ttl, tags or both, here is neither
          <cache:page ttl='ten'/>                                     => page>: ttl is 'ten'DURATION
          <cache:vary value='x'/>                                     => vary>: FIRST
          <cache:forEach name='f' items='${[1]}' var='i'><cache:vary value='x'/></cache:forEach> => vary>: FIRST
          <cache:fragment name='f'>a<cache:vary value='x'/></cache:fragment>                     => vary>: FIRST
          <cache:fragment name='f'><% int i = 0; %><cache:vary value='x'/></cache:fragment>      => vary>: FIRST
          <cache:fragment name='f'><c:if test='${true}'><cache:vary value='x'/></c:if></cache:fragment> => vary>: FIRST
          """)
  void mistakeInAPage_isToldWithItsLine_whenThePageIsTranslated(String tag, String message)
      throws Exception {
    String page = page("\n\n" + filled(tag));
    assertThat(unescaped(site.send(page)))
        .contains(page + " (line: [3], column: [")
        .contains("<p><cache:" + filled(message) + "</p>");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          <cache:fragment name='${""}'/>                         => , line 3, <cache:fragment name="">: name of the fragment is '', allowed are 1 to 100 characters, no control ones
          <cache:fragment name='f' ttl='${"ten"}'/>              => , line 3, <cache:fragment name="f">: ttl is 'ten'DURATION
          <cache:fragment name='${"f"}' ttl='${"-5s"}'/>         => , line 3, <cache:fragment name="f">: ttl is '-5s'DURATION
          <cache:fragment name='f' varyBy='${"moon"}'/>          => , line 3, <cache:fragment name="f">: varyBy is 'moon'INPUTS
          <cache:fragment name='f' onError='${"panic"}'/>        => , line 3, <cache:fragment name="f">: onError is 'panic', allowed is stale, hide or fail
          <cache:fragment name='f' cache='${"A B"}'/>            => , line 3, <cache:fragment name="f">: cache is 'A B', allowed is a lower-case letter, then up to 31 lower-case letters, digits or dashes
          <cache:fragment name='f' vary='${pageContext}'/>       => , line 3, <cache:fragment name="f">: value 1 in vary of fragment 'f' is a CONTEXT
          <cache:fragment name='f' vary='${[1, pageContext]}'/>  => , line 3, <cache:fragment name="f">: value 2 in vary of fragment 'f' is a CONTEXT
          <cache:fragment name='f' varyBy='session:s'/>          => , line 3, <cache:fragment name="f">: session:s is a java.util.RandomTEXTS
          <cache:fragment name='f' tags='${LONG}'/>              => , line 3, <cache:fragment name="f">: tag is 'TOO LONG', allowed are 1 to 250 characters, no control ones
          <cache:fragment name='f' export='e'><c:set var='e' value='${[1]}'/></cache:fragment> => , line 3, <cache:fragment name="f">: export names e, which is a java.util.ArrayList, allowed are texts, numbers and booleans
          <cache:forEach name='f' items='${pageContext}' var='i'>a</cache:forEach>  => , line 3, <cache:forEach name="f">: items is a org.apache.jasper.runtime.PageContextImpl, allowed are collections, arrays and maps
          <cache:forEach name='f' items='${[pageContext]}' var='i'>a</cache:forEach>  => , line 3, <cache:forEach name="f">: value 1 in vary of fragment 'f' is a CONTEXT
          <cache:include path='${""}'/>                          => , line 3, <cache:include name="">: path is '', allowed is a path of the application
          <cache:hole value='moon'/>                             => , line 3, <cache:hole>: hole is 'moon', known values are csrf, nonce, user
          <cache:hole value='user' onError='${"stale"}'/>        => , line 3, <cache:hole>: onError is 'stale', allowed is hide or fail
          <cache:hole path='${"x"}'/>                            => , line 3, <cache:hole>: path is 'x', allowed is a path of the application that begins with /
          <cache:tag name='${LONG}'/>                            => , line 3, <cache:tag>: tag is 'TOO LONG', allowed are 1 to 250 characters, no control ones
          <cache:evict name='${""}'/>                            => , line 3, <cache:evict name="">: name of the fragment is '', allowed are 1 to 100 characters, no control ones
          <cache:evict name='f' vary='${pageContext}'/>          => , line 3, <cache:evict name="f">: value 1 in vary of fragment 'f' is a CONTEXT
          <cache:page ttl='${"ten"}'/>                           => , line 3, <cache:page>: ttl is 'ten'DURATION
          """)
  void mistakeInAValue_isToldWithPageLineAndTag_whenThePageIsExecuted(String tag, String message)
      throws Exception {
    String page =
        pageWithSession(
            "<% session.setAttribute(\"s\", new java.util.Random()); %>\n\n" + filled(tag));
    assertThat(unescaped(site.send(page))).contains(page + filled(message));
  }

  @Test
  void line_isTheOneOfTheTag_amongOthersWithOtherNames() throws Exception {
    String page =
        page(
            "<cache:fragment name='a'/>\n<cache:fragment\n name='b'/>\n"
                + "<cache:fragment vary='>' name='c'\n ttl='${\"x\"}'/>");
    assertThat(unescaped(site.send(page)))
        .contains(page + ", line 4, <cache:fragment name=\"c\">: ttl is 'x'");
  }

  private static String filled(String text) {
    return text.replace("DURATION", DURATION)
        .replace("INPUTS", INPUTS)
        .replace("CONTEXT", "org.apache.jasper.runtime.PageContextImpl" + TEXTS)
        .replace("TEXTS", TEXTS)
        .replace("FIRST", FIRST)
        .replace("TOO LONG", "t".repeat(251))
        .replace("${LONG}", "${\"" + "t".repeat(251) + "\"}");
  }
}
