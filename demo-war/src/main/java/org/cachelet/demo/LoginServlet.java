// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Logs customers in. */
public final class LoginServlet extends PageServlet {
  private static final Pattern LOCAL = Pattern.compile("/|(/[\\w-]+)+");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    sendForm(request, response, Map.of());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String login = parameter(request, "login").orElse("").strip();
    String password = parameter(request, "password").orElse("");
    Optional<Account> account = shop().accounts().login(login, password);
    if (account.isPresent()) {
      new Visitor(request).enter(account.get(), shop().clock().instant());
      redirect(request, response, next(request));
    } else {
      response.setStatus(UNPROCESSABLE);
      sendForm(request, response, Map.of("login", login, "refused", true));
    }
  }

  private void sendForm(
      HttpServletRequest request, HttpServletResponse response, Map<String, Object> model)
      throws IOException {
    Map<String, Object> form = new HashMap<>(model);
    form.put("demo", DemoAccount.values());
    form.put("next", next(request));
    sendPrivately(request, response, "login", form);
  }

  /** Returns the page to go on to: one of this shop, never another site. */
  private static String next(HttpServletRequest request) {
    return parameter(request, "next").filter(path -> LOCAL.matcher(path).matches()).orElse("/");
  }
}
