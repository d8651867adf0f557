// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pages that many users ask for at once; each says whom it is for. */
final class UserPages {
  /** The page that is the same for all. */
  static final Case SHARED = page("W01", call -> call.print("a page for all"));

  private static final List<Case> PERSONAL =
      List.of(
          page("W02", call -> call.print("cart of " + call.inSession(Front.USER))),
          page("W03", call -> call.print("account of " + call.request().getRemoteUser())),
          page("W04", call -> call.print("answer to " + call.header("X-Who"))),
          page("W05", call -> call.print("theme of " + call.cookie("who"))),
          page(
              "W06",
              call -> {
                call.response().addHeader("Set-Cookie", "seen=" + call.cookie("who"));
                call.print("welcome " + call.cookie("who"));
              }),
          page("W07", call -> call.response().sendError(400, "not for " + call.header("X-Who"))),
          page(
              "W08",
              call -> {
                call.response().setHeader("Cache-Control", "private");
                call.print("mail of " + call.inSession(Front.USER));
              }),
          page(
              "W09",
              call -> {
                call.response().setHeader("X-User", call.inSession(Front.USER));
                call.print("a page of " + call.attribute(Front.CSRF));
              }));

  /** The page whose name comes from a thread local: a stranger's copy may be for everybody. */
  private static final Case UNREAD =
      page("W10", call -> call.print("hello " + Front.currentUser()));

  private UserPages() {}

  /** Returns them. */
  static List<Case> all() {
    return Stream.concat(Stream.of(SHARED, UNREAD), PERSONAL.stream()).toList();
  }

  /** Returns whether each user must find the own name in it, as Tomcat's error pages show none. */
  static boolean isNamed(Case page, Answer answer) {
    return PERSONAL.contains(page) && answer.status() == 200;
  }

  private static Case page(String id, Application application) {
    return new Case(
        id, Origin.READS, "", SiteKind.SHOP, Map.of(), application, trial -> trial.victim());
  }
}
