// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** Listeners that descriptors name. */
final class DeclaredListenersTest {
  @Test
  void names_areThoseOfListeners_inTheirOrder() throws Exception {
    assertThat(
            names(
                """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <listener><listener-class> shop.First </listener-class></listener>
                  <other><listener-class>shop.None</listener-class></other>
                  <listener><listener-class>shop.Second</listener-class></listener>
                </web-app>
                """))
        .containsExactly("shop.First", "shop.Second");
  }

  @Test
  void entities_areRefused() {
    assertThatThrownBy(
            () ->
                names(
                    """
                    <!DOCTYPE web-app [<!ENTITY x SYSTEM "file:///etc/hostname">]>
                    <web-app><listener><listener-class>&x;</listener-class></listener></web-app>
                    """))
        .isInstanceOf(SAXException.class);
  }

  private static List<String> names(String descriptor) throws Exception {
    List<String> names = new ArrayList<>();
    DeclaredListeners.addNames(new ByteArrayInputStream(descriptor.getBytes(UTF_8)), names);
    return names;
  }
}
