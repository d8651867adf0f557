// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.TagSupport;
import java.util.ArrayList;
import java.util.List;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.servlet.ServletCaches;
import org.jspecify.annotations.Nullable;

/**
 * {@code <cache:evict>}: invalidates fragments by name and values, or all content by tags. Used by
 * one request at a time.
 */
public final class EvictTag extends TagSupport {
  private static final long serialVersionUID = 1;

  private @Nullable String name;
  private transient List<@Nullable Object> vary = List.of();
  private transient @Nullable Object tags;
  private String cache = Caches.FRAGMENTS;

  /** Makes the tag, as a container needs it. */
  public EvictTag() {}

  /** Takes the attribute {@code name}. */
  public void setName(String name) {
    this.name = name;
  }

  /** Takes the attribute {@code vary}. */
  public void setVary(@Nullable Object value) {
    vary = new ArrayList<>(Words.values(value));
    if (value == null) {
      vary.add(null); // is a value, too
    }
  }

  /** Takes the attribute {@code tags}. */
  public void setTags(@Nullable Object tags) {
    this.tags = tags;
  }

  /** Takes the attribute {@code cache}. */
  public void setCache(String cache) {
    this.cache = cache;
  }

  @Override
  public int doStartTag() throws JspException {
    Caches caches = ServletCaches.of(pageContext.getServletContext());
    Dependencies.current().keepUnique("it invalidates something each time it is made");
    try {
      List<String> names = Words.words(tags);
      if (name == null && names.isEmpty()) {
        throw new IllegalArgumentException(Words.NAME_OR_TAGS);
      }
      if (name != null) {
        caches.fragments(Words.cache(cache)).invalidate(name, vary.toArray());
      }
      if (!names.isEmpty()) {
        caches.invalidateTags(names.toArray(String[]::new));
      }
    } catch (IllegalArgumentException e) {
      throw new Mistake(pageContext, "evict", name).because(e);
    }
    return SKIP_BODY;
  }
}
