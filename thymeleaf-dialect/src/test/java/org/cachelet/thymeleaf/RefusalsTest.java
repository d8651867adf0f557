// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made for each use, since a stored one would be wrong for others. */
final class RefusalsTest extends EachFlavour {
  RefusalsTest(Flavour flavour) {
    super(flavour);
  }

  @Test
  void fragment_isNotStored_whenItReadsTheSessionOrAParameterThatIsNotInItsKey() {
    site.templates.write("session", "<p cache:fragment='a'>[[${session.name}]]</p>");
    site.templates.write("param", "<p cache:fragment='b'>[[${param.q}]]</p>");
    site.templates.write(
        "keyed",
        "<p cache:fragment='a' cache:vary-by='session:name'>[[${session.name}]]"
            + "[[${count.next()}]]</p>");
    TestSite.Visitor ann = site.visitor();
    ann.get("/visit?name=ann");
    assertThat(ann.page("session")).isEqualTo("<p>ann</p>");
    assertThat(site.page("session")).isEqualTo("<p></p>");
    assertThat(site.page("param?q=1")).isEqualTo("<p>1</p>");
    assertThat(site.page("param?q=2")).isEqualTo("<p>2</p>");
    assertThat(ann.page("keyed")).isEqualTo("<p>ann1</p>");
    assertThat(site.page("keyed")).isEqualTo("<p>2</p>");
    assertThat(ann.page("keyed")).isEqualTo("<p>ann1</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<cache:refuse reason='it is random'/>",
        "[[${#cache.refuse('it is random')}]]",
        "[[${#ids.seq('a')}]]",
        "[[${response.set('X-Seen', 'yes')}]]",
        "<cache:evict name='other'/>",
        "[[${session}]]",
      })
  void fragment_isMadeEachTime_whenAHitWouldLackSomething(String part) {
    site.templates.write(
        "page", "<b cache:fragment='a'>[[${count.next()}]]<i>" + part + "</i></b>");
    site.page("page");
    site.page("page");
    assertThat(site.count.value()).isEqualTo(2);
  }

  @Test
  void fragment_isNotStored_whenASecretOfTheVisitorIsInIt() {
    site.model.put("secrets", Map.of("token", "the-secret-token"));
    site.templates.write(
        "page", "<p cache:fragment='a'>[[${secrets.token}]][[${count.next()}]]</p>");
    TestSite.Visitor ann = site.visitor();
    ann.get("/visit?_csrf=the-secret-token");
    assertThat(ann.page("page")).contains("the-secret-token1");
    assertThat(site.page("page")).contains("the-secret-token2");
    assertThat(site.page("page")).contains("the-secret-token2");
  }

  @Test
  void lazyToken_isAskedForOnlyByTemplatesThatReadIt() {
    LazyToken token = new LazyToken();
    site.model.put("_csrf", token);
    site.templates.write("without", "<p cache:fragment='a'>[[${count.next()}]]</p>");
    site.templates.write("with", "<p cache:fragment='b'>[[${_csrf.token}]][[${count.next()}]]</p>");
    assertThat(site.page("without") + site.page("without")).isEqualTo("<p>1</p><p>1</p>");
    assertThat(token.asked).isFalse();
    assertThat(site.page("with") + site.page("with"))
        .isEqualTo("<p>lazy-token2</p><p>lazy-token3</p>");
  }

  @Test
  void links_haveNoSessionInFragments() {
    site.templates.write(
        "page", "<a th:href='@{/a}'>A</a><a cache:fragment='a' th:href='@{/b}'>B</a>");
    String page = site.page("page;jsessionid=" + site.visitor().get("/visit?x=1").body());
    assertThat(page).contains("/a;jsessionid=").contains("href='/b'");
  }

  /** Makes its token when it is asked for it, as Spring Security does. */
  public static final class LazyToken {
    private volatile boolean asked;

    /** Returns the token. */
    public String getToken() {
      asked = true;
      return "lazy-token";
    }
  }
}
