// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.ServletException;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.JspWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentMaking;
import org.cachelet.cache.FragmentText;
import org.jspecify.annotations.Nullable;

/**
 * {@code <cache:include>}: what another path of the application answers, as a fragment. Used by one
 * request at a time.
 */
public final class IncludeTag extends CachedTag {
  private static final long serialVersionUID = 1;

  private String path = "";
  private boolean isNamedByPath;

  /** Makes the tag, as a container needs it. */
  public IncludeTag() {}

  /** Takes the attribute {@code path}. */
  public void setPath(String path) {
    this.path = path;
  }

  /** Takes the attribute {@code vary}. */
  public void setVary(@Nullable Object vary) {
    List<@Nullable Object> values = new ArrayList<>(Words.values(vary));
    if (vary == null) {
      values.add(null); // is a value, too
    }
    attributes().vary = values;
  }

  /** Takes the attribute {@code tags}. */
  public void setTags(@Nullable Object tags) {
    attributes().tags = Words.words(tags);
  }

  @Override
  public int doStartTag() throws JspException {
    checkAttributes();
    Place place = place();
    Fragment fragment = fragment(place);
    try (FragmentMaking use = fragments().open(fragment, inputs())) {
      if (use.isFound()) {
        includeIn(OpenBody.current(), place);
      }
      write(use.isFound() ? use.found() : make(fragment, place, use), pageContext.getOut());
    } catch (IOException e) {
      throw new JspException(e);
    }
    return SKIP_BODY;
  }

  private Place place() {
    String file = withoutQuery(absolutePath());
    if (!Template.of(pageContext).hasFile(file)) {
      return place("");
    }
    Place place = place(' ' + file);
    place.learn(Set.of(file));
    return place;
  }

  private String absolutePath() {
    String page = Template.of(pageContext).name();
    return path.startsWith("/") ? path : page.substring(0, page.lastIndexOf('/') + 1) + path;
  }

  private Fragment fragment(Place place) throws JspException {
    try {
      Words.checkPath(path);
      if (attributes().name.isEmpty()) {
        attributes().name = nameOf(absolutePath());
        isNamedByPath = true;
      }
      return fragment(place, List.of(absolutePath()));
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private static String withoutQuery(String path) {
    return path.replaceFirst("[?;].*", "");
  }

  private static String nameOf(String path) {
    String file = withoutQuery(path);
    return file.length() <= Fragment.MAX_NAME_LENGTH ? file : DigestUtils.sha256Hex(file);
  }

  private FragmentText make(Fragment fragment, Place place, FragmentMaking use)
      throws JspException {
    BodyMaking making = making(fragment, use, place);
    try {
      return making.complete(included(making), List.of());
    } catch (IOException | ServletException | RuntimeException e) {
      return making.fail(e).orElseThrow(() -> new JspException(path + " failed", e));
    } finally {
      making.close();
    }
  }

  private String included(BodyMaking making) throws IOException, ServletException {
    StringWriter text = new StringWriter();
    JspWriter out = pageContext.pushBody(text);
    making.opened(out);
    try {
      pageContext.include(path, false);
    } finally {
      pageContext.popBody();
    }
    return text.toString();
  }

  @Override
  public void doCatch(Throwable thrown) throws Throwable {
    throw thrown;
  }

  @Override
  public void doFinally() {
    if (isNamedByPath) {
      attributes().name = ""; // the next use may have another path
      isNamedByPath = false;
    }
    forgetMistake();
  }
}
