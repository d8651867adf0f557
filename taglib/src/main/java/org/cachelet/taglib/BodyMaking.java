// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.jsp.JspWriter;
import jakarta.servlet.jsp.PageContext;
import jakarta.servlet.jsp.tagext.BodyContent;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentMaking;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.InputSource;
import org.cachelet.cache.servlet.RequestEffects;
import org.cachelet.cache.servlet.RequestSecrets;
import org.jspecify.annotations.Nullable;

/** The making of one fragment by the body of a tag. Used by one request. */
final class BodyMaking {
  private static final Pattern CONTAINER_ATTRIBUTES =
      Pattern.compile(
          "jakarta\\.servlet\\.(?!jsp\\.jstl\\.)|org\\.apache\\.|org\\.eclipse\\.jetty\\."
              + "|io\\.undertow\\.");

  private final PageContext page;
  private final Place place;
  private final FragmentMaking making;
  private final Subject subject;
  private final RequestEffects effects;
  private final boolean wasCommitted;
  private final Set<String> variables;
  private final OpenBody body;
  private @Nullable BodyContent content;
  private int room;
  private Dependencies.@Nullable Scope scope;

  /** Begins to make a fragment that was not found. */
  BodyMaking(PageContext page, Place place, FragmentMaking making, Subject subject) {
    this.page = page;
    this.place = place;
    this.making = making;
    this.subject = subject;
    effects =
        new RequestEffects(
            (HttpServletRequest) page.getRequest(),
            (HttpServletResponse) page.getResponse(),
            BodyMaking::isOfContainer);
    wasCommitted = page.getResponse().isCommitted();
    variables = variables();
    body = OpenBody.open(page.getResponse(), making.dependencies());
    scope = making.enter();
  }

  /** Says what the text is written to, when it is known. */
  void opened(JspWriter out) {
    body.writeTo(out);
    content = out instanceof BodyContent taken ? taken : null;
    room = room();
  }

  /** Returns how much fits into the buffers of the page and of the bodies around this one. */
  private int room() {
    int sum = 0;
    for (JspWriter out = content; out instanceof BodyContent inner; ) {
      out = inner.getEnclosingWriter();
      sum += out.getRemaining();
    }
    return sum;
  }

  /** Keeps the fragment from being stored, since it would be incomplete. */
  void keepUnique(String reason) {
    making.dependencies().keepUnique(reason);
  }

  /**
   * Ends the making.
   *
   * @param text that was made
   * @param exported names of the page variables that the text comes with
   * @throws IllegalArgumentException if one of these has a value that cannot be stored
   */
  FragmentText complete(String text, List<String> exported) {
    String whole = text + Exports.marks(page, exported, making.dependencies().withHoles());
    leave();
    effects.found().ifPresent(this::keepUnique);
    if (room() != room) {
      keepUnique("something was written to the page, past the tag, in it");
    }
    if (page.getResponse().isCommitted() && !wasCommitted) {
      keepUnique("the response was committed in it");
    }
    new RequestSecrets((HttpServletRequest) page.getRequest())
        .foundIn(whole)
        .ifPresent(making.dependencies()::refuse);
    return place.learn(body.included())
        ? making.completeAs(subject.again().get(), subject.inputs(), whole)
        : making.complete(whole);
  }

  /** Returns the page variables that the body left behind, without those that are exported. */
  Set<String> leftBehind(List<String> exported) {
    Set<String> left = variables();
    left.removeAll(variables);
    left.removeAll(exported);
    return left;
  }

  /** Ends the making as failed, and returns what stands in its place; empty if the failure does. */
  Optional<FragmentText> fail(Throwable failure) {
    leave();
    return making.fail(failure);
  }

  /** Returns whether the making came to an end. */
  boolean isOver() {
    return scope == null;
  }

  /** Ends the making, unless it came to an end. */
  void close() {
    leave();
    making.close();
  }

  private void leave() {
    if (scope != null) {
      body.close();
      scope.close();
      scope = null;
    }
  }

  private Set<String> variables() {
    Set<String> names = new TreeSet<>();
    Collections.list(page.getAttributeNamesInScope(PageContext.PAGE_SCOPE)).forEach(names::add);
    names.removeIf(BodyMaking::isOfContainer);
    return names;
  }

  private static boolean isOfContainer(String attribute) {
    return CONTAINER_ATTRIBUTES.matcher(attribute).lookingAt();
  }

  /**
   * What is made.
   *
   * @param again the fragment as it is when it is known what its body includes
   */
  record Subject(Fragment fragment, InputSource inputs, Supplier<Fragment> again) {}
}
