// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What of a request belongs to its visitor alone. */
@ParameterizedClass
@EnumSource(Container.class)
final class SecretsTest {
  private static final View VIEW =
      new View(null, new Ignored(p -> false, c -> c.startsWith("_ga"), a -> false), Map.of());

  @SuppressWarnings("NullAway.Init")
  private static Site site;

  SecretsTest(Container container) {
    assertThat(container).isNotNull();
  }

  @BeforeParameterizedClassInvocation
  static void start(Container container) throws Exception {
    site = new Site(container);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    site.stop();
  }

  /** A token as frameworks keep it in the session. */
  public static final class CsrfToken implements Serializable {
    private static final long serialVersionUID = 1;

    /** Returns the token. */
    public String getToken() {
      return "1234-5678-token";
    }
  }

  @Test
  void sessionIds_areSecret_theSentAndTheActualOne() throws Exception {
    Visit visit = Visit.to("/").header("Cookie", "JSESSIONID=0123456789abcdef.node1");
    assertThat(texts(visit, request -> {})).contains("0123456789abcdef.node1", "0123456789abcdef");
    String[] id = new String[1];
    assertThat(texts(Visit.to("/"), request -> id[0] = request.getSession().getId()))
        .contains(id[0]);
    assertThat(texts(Visit.to("/"), request -> {})).isEmpty();
  }

  @Test
  void nothing_isBegun_byLooking() throws Exception {
    boolean[] begun = new boolean[1];
    site.plain(
        Visit.to("/"),
        (request, response) -> {
          var unused = Secrets.of(new Inputs(request, VIEW, Set.of(), LedgerMode.ON), Set.of());
          begun[0] = request.getSession(false) != null;
          return null;
        });
    assertThat(begun[0]).isFalse();
  }

  @Test
  void cookies_areSecret_whenTheyAreLongAndRandom() throws Exception {
    Visit visit =
        Visit.to("/")
            .header(
                "Cookie",
                "sid=a1b2c3d4e5f60718; theme=dark-and-very-high-contrast; n=1111111111111111;"
                    + " _ga=a1b2c3d4e5f60799; enc=a1b2c3d4%2Fe5f60718");
    assertThat(texts(visit, request -> {}))
        .containsExactlyInAnyOrder("a1b2c3d4e5f60718", "a1b2c3d4%2Fe5f60718", "a1b2c3d4/e5f60718");
    assertThat(texts(visit, request -> {}, "cookie:sid", "cookie:enc")).isEmpty();
    assertThat(texts(visit, request -> {}, "header:cookie")).isEmpty();
  }

  @Test
  void tokens_areSecret_inSessionAndRequest() throws Exception {
    Arrangement tokens =
        request -> {
          request.getSession().setAttribute("org.acme.CSRF", "of-session");
          request.getSession().setAttribute("key", new CsrfToken());
          request.getSession().setAttribute("cart", "not a secret at all");
          request.setAttribute("cspNonce", "of-request");
          request.setAttribute("_csrf", new CsrfToken()); // may make one when it is asked
        };
    assertThat(texts(Visit.to("/"), tokens))
        .contains("of-session", "1234-5678-token", "of-request")
        .doesNotContain("not a secret at all");
    assertThat(texts(Visit.to("/"), tokens, "session:org.acme.CSRF", "session:key"))
        .doesNotContain("of-session", "1234-5678-token");
  }

  @Test
  void user_isSecret_byAName_ofFourCharactersOrMore() throws Exception {
    assertThat(texts(Visit.to("/").user("anna"), request -> {})).containsExactly("anna");
    assertThat(texts(Visit.to("/").user("ann"), request -> {})).isEmpty();
    assertThat(texts(Visit.to("/").user("anna"), request -> {}, "user")).isEmpty();
  }

  private static List<String> texts(Visit visit, Arrangement arrangement, String... inKey)
      throws Exception {
    @Nullable List<?>[] found = new List<?>[1];
    site.plain(
        visit,
        (request, response) -> {
          arrangement.on(request);
          Inputs inputs = new Inputs(request, VIEW, Set.of(), LedgerMode.ON);
          Set<Input> known = Set.copyOf(List.of(inKey).stream().map(Input::parse).toList());
          found[0] = Secrets.of(inputs, known).stream().map(Secret::text).toList();
          return null;
        });
    List<?> texts = found[0];
    return texts == null ? List.of() : texts.stream().map(String.class::cast).toList();
  }

  private interface Arrangement {
    void on(HttpServletRequest request);
  }
}
