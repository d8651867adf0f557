// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.cachelet.filter.http.HttpProfile;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of {@link HttpConformanceTest}: what the application answers, who asks for
 * what and when, and who must have answered. It is written in the order of what happens:
 *
 * <pre>
 * row("4.2.1-01", "max-age is the lifetime")
 *     .app("Cache-Control: max-age=60") // what the application answers from now on
 *     .get().made()                     // asked once, answered by the application
 *     .after(59).get().hit()            // asked again 59 s later, answered without it
 * </pre>
 *
 * Field lines may hold dates, {@code {60}} for a minute after the row began and {@code {-60}}
 * before it; {@code {850:60}} and {@code {asctime:60}} in the other forms. The body of the
 * application is {@code #1} the first time it is asked, then {@code #2}, unless the row says
 * otherwise.
 */
final class HttpRow {
  private final String id;
  private final String title;
  private final List<Step> steps = new ArrayList<>();
  private String rule = "";
  private @Nullable HttpProfile only;

  private HttpRow(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** One thing that happens or is looked at. */
  interface Step {
    void take(HttpRowRun run) throws Exception;
  }

  /** Begins a row. */
  static HttpRow row(String id, String title) {
    return new HttpRow(id, title);
  }

  /** Returns the name of the row, which docs/http.md has as well. */
  String id() {
    return id;
  }

  /** Returns what the row shows. */
  String title() {
    return title;
  }

  /** Returns whether the row is for a profile. */
  boolean isFor(HttpProfile profile) {
    return only == null || only == profile;
  }

  /** Returns the path that the row has for itself. */
  String path() {
    return rule + "/" + id;
  }

  /** Takes all steps. */
  void run(HttpRowRun run) throws Exception {
    for (Step step : steps) {
      step.take(run);
    }
  }

  /** Puts the row under another rule than the one that has no ttl. */
  HttpRow under(String path) {
    rule = path;
    return this;
  }

  /** Leaves the row to one profile. */
  HttpRow only(HttpProfile profile) {
    only = profile;
    return this;
  }

  /** Takes steps in one profile only. */
  HttpRow in(HttpProfile profile, UnaryOperator<HttpRow> more) {
    HttpRow inner = more.apply(row(id, title));
    return step(
        run -> {
          if (run.profile() == profile) {
            inner.run(run);
          }
        });
  }

  /** From now on the application answers 200 with these lines. */
  HttpRow app(String... lines) {
    return app(200, lines);
  }

  /** From now on the application answers with this status and these lines. */
  HttpRow app(int status, String... lines) {
    return step(run -> run.app(new HttpRowRun.Answer(status, List.of(lines), null, null)));
  }

  /** From now on the application's body is this; {@code #} stands for how often it was asked. */
  HttpRow body(String text) {
    return step(run -> run.app(run.answer().withBody(text)));
  }

  /** From now on the application does this after it has set status and lines. */
  HttpRow script(HttpRowRun.Script script) {
    return step(run -> run.app(run.answer().withScript(script)));
  }

  /** From now on the application answers 304 to who has this entity tag. */
  HttpRow validates(String entityTag) {
    return script(
        (request, response, body) -> {
          String sent = request.getHeader("If-None-Match");
          if (sent != null && sent.contains(entityTag)) {
            response.setStatus(304);
          } else {
            response.getOutputStream().print(body);
          }
        });
  }

  /** From now on the application fails with an exception. */
  HttpRow fails() {
    return script(
        (request, response, body) -> {
          throw new jakarta.servlet.ServletException("the application fails");
        });
  }

  /** From now on the application takes seconds to answer. */
  HttpRow takes(long seconds) {
    return step(run -> run.delay(seconds));
  }

  /** Sends a GET whose answer breaks off. */
  HttpRow breaks() {
    return step(HttpRowRun::sendInVain);
  }

  /** Lets seconds pass. */
  HttpRow after(long seconds) {
    return step(run -> run.pass(seconds));
  }

  /** Sends a GET. */
  HttpRow get(String... lines) {
    return send("GET", lines);
  }

  /** Sends a HEAD. */
  HttpRow head(String... lines) {
    return send("HEAD", lines);
  }

  /** Sends a request for the path of the row. */
  HttpRow send(String method, String... lines) {
    return at("", method, lines);
  }

  /** Sends a request for what follows the path of the row. */
  HttpRow at(String suffix, String method, String... lines) {
    return step(run -> run.send(method, suffix, List.of(lines)));
  }

  /** Requires that the application was asked once for the last request. */
  HttpRow made() {
    return step(run -> run.requireAsked(1));
  }

  /** Requires that the last request was answered without the application. */
  HttpRow hit() {
    return step(run -> run.requireAsked(0));
  }

  /** Requires that one profile answered without the application, and the other with it. */
  HttpRow hitIn(HttpProfile profile) {
    return step(run -> run.requireAsked(run.profile() == profile ? 0 : 1));
  }

  /** Requires that the answer is an older one, while the application is asked for a new one. */
  HttpRow stale(String body) {
    return step(run -> run.requireRenewal()).text(body);
  }

  /** Requires one of these statuses. */
  HttpRow status(Integer... any) {
    return step(run -> run.requireStatus(List.of(any)));
  }

  /** Requires these lines, and of each of these fields no other. */
  HttpRow has(String... lines) {
    return step(run -> run.requireLines(List.of(lines)));
  }

  /** Requires that a field is there with a value that has this in it. */
  HttpRow holds(String name, String part) {
    return step(run -> run.requirePart(name, part));
  }

  /** Requires that none of these fields is there. */
  HttpRow lacks(String... names) {
    return step(run -> run.requireAbsent(List.of(names)));
  }

  /** Requires this body. */
  HttpRow text(String body) {
    return step(run -> run.requireText(body));
  }

  /** Requires that the application is shown this line of the request. */
  HttpRow shows(String name, String value) {
    return step(run -> run.requireShown(name, value));
  }

  /** From now on the application reads this field of the request. */
  HttpRow reads(String... names) {
    return step(run -> run.read(List.of(names)));
  }

  /** Takes any other step. */
  HttpRow step(Step step) {
    steps.add(step);
    return this;
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
