// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.PageContext;
import jakarta.servlet.jsp.SkipPageException;
import jakarta.servlet.jsp.tagext.BodyTagSupport;
import jakarta.servlet.jsp.tagext.JspIdConsumer;
import jakarta.servlet.jsp.tagext.Tag;
import jakarta.servlet.jsp.tagext.TagAdapter;
import jakarta.servlet.jsp.tagext.TryCatchFinally;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentCache;
import org.cachelet.cache.FragmentMaking;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.HoleFiller;
import org.cachelet.cache.servlet.HoleFillers;
import org.cachelet.cache.servlet.RequestInputs;
import org.cachelet.cache.servlet.ServletCaches;
import org.jspecify.annotations.Nullable;

/** A tag whose output is cached. Used by one request at a time. */
abstract class CachedTag extends BodyTagSupport implements TryCatchFinally, JspIdConsumer {
  private static final long serialVersionUID = 1;

  private final transient FragmentAttributes attributes = new FragmentAttributes();
  private String jspId = "";
  private transient @Nullable IllegalArgumentException mistake;

  /** Returns the attributes. */
  final FragmentAttributes attributes() {
    return attributes;
  }

  /** Takes the attribute {@code name}. */
  public void setName(String name) {
    attributes.name = name;
  }

  /** Takes the attribute {@code ttl}. */
  public void setTtl(String ttl) {
    read(() -> attributes.ttl = Words.duration("ttl", ttl));
  }

  /** Takes the attribute {@code staleWhileRevalidate}. */
  public void setStaleWhileRevalidate(String time) {
    read(() -> attributes.staleWhileRevalidate = Words.duration("staleWhileRevalidate", time));
  }

  /** Takes the attribute {@code staleIfError}. */
  public void setStaleIfError(String time) {
    read(() -> attributes.staleIfError = Words.duration("staleIfError", time));
  }

  /** Takes the attribute {@code varyBy}. */
  public void setVaryBy(String words) {
    read(() -> attributes.varyBy = Words.inputs(words));
  }

  /** Takes the attribute {@code onError}. */
  public void setOnError(String word) {
    read(() -> attributes.onError = Words.onError(word));
  }

  /** Takes the attribute {@code cache}. */
  public void setCache(String name) {
    read(() -> attributes.cache = Words.cache(name));
  }

  /** Takes the attribute {@code shared}. */
  public void setShared(boolean shared) {
    attributes.shared = shared;
  }

  @Override
  public void setJspId(String id) {
    jspId = id;
  }

  /** Notes a mistake, to be told when the page is known. */
  private void read(Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      mistake = e;
    }
  }

  /** Fails if an attribute has a wrong value. */
  final void checkAttributes() throws JspException {
    if (mistake != null) {
      throw wrong(mistake);
    }
  }

  /** Returns the error for a wrong use of the tag. */
  final JspException wrong(IllegalArgumentException cause) {
    String tag = getClass().getSimpleName().replaceFirst("Tag$", "");
    String element = Character.toLowerCase(tag.charAt(0)) + tag.substring(1);
    return new Mistake(pageContext, element, attributes.name).because(cause);
  }

  /** Forgets what it was told of attributes, for containers that use a tag again. */
  final void forgetMistake() {
    mistake = null;
  }

  /** Returns the caches of the application. */
  final Caches caches() {
    return ServletCaches.of(pageContext.getServletContext());
  }

  /** Returns the fragments of the cache that the attributes name. */
  final FragmentCache fragments() {
    return caches().fragments(attributes.cache);
  }

  /** Returns what the request has for the inputs that the attributes name. */
  final RequestInputs inputs() {
    return new RequestInputs((HttpServletRequest) pageContext.getRequest());
  }

  /** Returns the fragment, varied by more than the attributes say. */
  final Fragment fragment(Place place, List<? extends @Nullable Object> more) {
    return attributes.fragment(
        place.digest(), more, caches().entries(attributes.cache).options().lifetime());
  }

  /**
   * Returns where the tag stands.
   *
   * @param detail what tells further places with the same tag apart
   */
  final Place place(String detail) {
    return Template.of(pageContext).place(jspId, tagFile() + detail);
  }

  /**
   * Returns the class of the tag file that the tag stands in. In it the page is the one that uses
   * the tag file, and numbers begin anew.
   */
  private String tagFile() {
    if (!pageContext.getClass().getName().endsWith("Wrapper")) {
      return "";
    }
    for (Tag tag = getParent(); tag != null; tag = tag.getParent()) {
      if (tag instanceof TagAdapter adapter && isTagFile(adapter.getAdaptee())) {
        return adapter.getAdaptee().getClass().getName();
      }
    }
    return pageContext.getClass().getName();
  }

  private static boolean isTagFile(Object tag) {
    return tag.getClass().getName().startsWith("org.apache.jsp.tag.");
  }

  /** Writes a fragment, with its holes filled or kept for the content around it. */
  final void write(FragmentText fragment, Writer out) throws IOException {
    Exports.set(fragment, pageContext).writeTo(out, holes(pageContext));
  }

  /** Returns who fills holes that are in no cached content. */
  static HoleFiller holes(PageContext page) {
    return HoleFillers.of(page.getServletContext())
        .forRequest(
            (HttpServletRequest) page.getRequest(), (HttpServletResponse) page.getResponse());
  }

  /** Returns a fragment as its place is known to be now. */
  final Fragment again(Fragment fragment, Place place) {
    return attributes.shared ? fragment : fragment.ofTemplate(place.digest());
  }

  /** Begins to make a fragment that was not found. */
  final BodyMaking making(Fragment fragment, FragmentMaking use, Place place) {
    return new BodyMaking(
        pageContext,
        place,
        use,
        new BodyMaking.Subject(fragment, inputs(), () -> again(fragment, place)));
  }

  /** Hands what a fragment included up to the body around it. */
  static void includeIn(@Nullable OpenBody around, Place place) {
    if (around != null) {
      around.include(place.included());
    }
  }

  /**
   * Returns whether an exception is a failure of the body, not the end of the page or of the VM.
   */
  static boolean isFailure(Throwable thrown) {
    return thrown instanceof Exception && !(thrown instanceof SkipPageException);
  }
}
