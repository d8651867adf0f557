// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.PageContext;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentMaking;
import org.cachelet.cache.FragmentText;
import org.jspecify.annotations.Nullable;

/** {@code <cache:fragment>}: a part of a page that is made once. Used by one request at a time. */
public final class FragmentTag extends CachedTag {
  private static final long serialVersionUID = 1;
  private static final System.Logger LOG = System.getLogger(FragmentTag.class.getName());
  private static final int MAX_TOLD = 500;
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private boolean test = true;
  private @Nullable String var;
  private String scope = "page";
  private transient List<String> export = List.of();

  private transient @Nullable Place place;
  private transient @Nullable BodyMaking making;
  private transient @Nullable FragmentText found;
  private final transient List<@Nullable Object> nested = new ArrayList<>();

  /** Makes the tag, as a container needs it. */
  public FragmentTag() {}

  /** Takes the attribute {@code test}. */
  public void setTest(boolean test) {
    this.test = test;
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

  /** Takes the attribute {@code var}. */
  public void setVar(String var) {
    this.var = var;
  }

  /** Takes the attribute {@code scope}. */
  public void setScope(String scope) {
    this.scope = scope;
  }

  /** Takes the attribute {@code export}. */
  public void setExport(@Nullable Object export) {
    this.export = Words.words(export);
  }

  @Override
  public int doStartTag() throws JspException {
    checkAttributes();
    if (!test) {
      return EVAL_BODY_INCLUDE;
    }
    Place here = place("");
    place = here;
    if (here.varies() > 0) {
      return EVAL_BODY_BUFFERED; // until the last of these is known
    }
    open(here);
    if (found == null) {
      return EVAL_BODY_BUFFERED;
    }
    deliver(found);
    return SKIP_BODY;
  }

  @Override
  public void doInitBody() {
    if (making != null) {
      making.opened(getBodyContent());
    }
  }

  /**
   * Takes a value of a vary tag in the body.
   *
   * @throws FragmentFound if the fragment was found, so that the rest of the body is to be left out
   */
  void vary(@Nullable Object value) throws JspException {
    if (place == null) {
      return; // not cached this time
    }
    if (!getBodyContent().getString().isBlank()) {
      throw wrong(
          new IllegalArgumentException("vary tag after other content, " + VaryPlace.ALLOWED));
    }
    nested.add(value);
    if (making != null) {
      making.keepUnique("how many vary tags it begins with was not known");
    } else if (nested.size() == place.varies()) {
      open(place);
      if (found != null) {
        throw new FragmentFound();
      }
      doInitBody();
    }
  }

  private void open(Place here) throws JspException {
    try {
      Fragment fragment = fragment(here, nested);
      FragmentMaking use = fragments().open(fragment, inputs());
      if (use.isFound()) {
        found = use.found();
        includeIn(OpenBody.current(), here);
      } else {
        making = making(fragment, use, here);
      }
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  @Override
  public int doEndTag() throws JspException {
    if (place != null && found == null) {
      String text = getBodyContent() == null ? "" : getBodyContent().getString();
      deliver(making == null ? FragmentText.of(text) : complete(making, text));
      place.learnVaries(nested.size());
    }
    return EVAL_PAGE;
  }

  private FragmentText complete(BodyMaking made, String text) throws JspException {
    try {
      made.leftBehind(export).forEach(this::tellVariable);
      return made.complete(text, export);
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private void tellVariable(String variable) {
    String fragment = attributes().name;
    if (TOLD.size() < MAX_TOLD && TOLD.add(fragment + ' ' + variable)) {
      LOG.log(
          Level.INFO,
          "fragment {0} sets the page variable {1}, which is missing when the fragment is used"
              + " again; name it in export if the page needs it; told once",
          fragment,
          variable);
    }
  }

  private void deliver(FragmentText text) throws JspException {
    try {
      if (var == null) {
        write(text, pageContext.getOut());
      } else {
        StringWriter out = new StringWriter();
        write(text, out);
        pageContext.setAttribute(var, out.toString(), scope());
      }
    } catch (IOException e) {
      throw new JspException(e);
    }
  }

  private int scope() throws JspException {
    try {
      return scope.isEmpty() ? PageContext.PAGE_SCOPE : Words.scope(scope);
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  /** Writes the fragment that was found, or what stands in the place of the one that failed. */
  @Override
  public void doCatch(Throwable thrown) throws Throwable {
    if (thrown instanceof FragmentFound && found != null) {
      deliver(found);
    } else if (making != null && !making.isOver() && isFailure(thrown)) {
      deliver(making.fail(thrown).orElseThrow(() -> thrown));
    } else {
      throw thrown;
    }
  }

  @Override
  public void doFinally() {
    if (making != null) {
      making.close();
    }
    making = null;
    found = null;
    place = null;
    nested.clear();
    forgetMistake();
  }
}
