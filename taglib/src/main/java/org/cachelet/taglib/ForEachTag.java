// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.el.ELContext;
import jakarta.el.ValueExpression;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.BodyContent;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentList;
import org.cachelet.cache.FragmentMaking;
import org.cachelet.cache.FragmentText;
import org.jspecify.annotations.Nullable;

/**
 * {@code <cache:forEach>}: the rows of a list as fragments, looked up in one go; only those that
 * are missing are made. Used by one request at a time.
 */
public final class ForEachTag extends CachedTag {
  private static final long serialVersionUID = 1;

  private transient @Nullable Object items;
  private String var = "";
  private transient @Nullable ValueExpression vary;
  private transient @Nullable ValueExpression tags;

  private transient List<?> rows = List.of();
  private transient List<Fragment> fragments = List.of();
  private transient @Nullable Object hidden;
  private transient @Nullable Place place;
  private transient @Nullable FragmentList list;
  private transient @Nullable BodyMaking making;
  private transient int row;

  /** Makes the tag, as a container needs it. */
  public ForEachTag() {}

  /** Takes the attribute {@code items}. */
  public void setItems(@Nullable Object items) {
    this.items = items;
  }

  /** Takes the attribute {@code var}. */
  public void setVar(String var) {
    this.var = var;
  }

  /** Takes the attribute {@code vary}, which is evaluated for each item. */
  public void setVary(ValueExpression vary) {
    this.vary = vary;
  }

  /** Takes the attribute {@code tags}, which is evaluated for each item. */
  public void setTags(ValueExpression tags) {
    this.tags = tags;
  }

  @Override
  public int doStartTag() throws JspException {
    checkAttributes();
    place = place("");
    hidden = pageContext.getAttribute(var);
    row = -1;
    try {
      Words.checkVary(vary);
      rows = rows(items);
      fragments = fragments(place);
      list = fragments().openAll(fragments, inputs());
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
    return next(pageContext.getOut()) ? EVAL_BODY_BUFFERED : SKIP_BODY;
  }

  private static List<?> rows(@Nullable Object items) {
    if (items instanceof Iterable<?> several) {
      List<@Nullable Object> all = new ArrayList<>();
      several.forEach(all::add);
      return all;
    }
    if (items == null || items instanceof Object[]) {
      return Words.values(items);
    }
    if (items instanceof Map<?, ?> map) {
      return new ArrayList<>(map.entrySet());
    }
    throw new IllegalArgumentException(
        "items is a " + items.getClass().getName() + ", allowed are collections, arrays and maps");
  }

  private List<Fragment> fragments(Place here) {
    List<Fragment> all = new ArrayList<>();
    for (Object item : rows) {
      pageContext.setAttribute(var, item);
      attributes().tags = Words.words(valueOf(tags));
      all.add(fragment(here, vary == null ? List.of(item) : values(valueOf(vary))));
    }
    return all;
  }

  private static List<? extends @Nullable Object> values(@Nullable Object value) {
    List<@Nullable Object> values = new ArrayList<>(Words.values(value));
    if (value == null) {
      values.add(null);
    }
    return values;
  }

  private @Nullable Object valueOf(@Nullable ValueExpression expression) {
    ELContext context = pageContext.getELContext();
    return expression == null ? null : expression.getValue(context);
  }

  /** Writes what was found up to the next row that is to be made; returns whether there is one. */
  private boolean next(Writer out) throws JspException {
    while (list != null && place != null && ++row < list.size()) {
      pageContext.setAttribute(var, rows.get(row));
      FragmentMaking use = list.open(row);
      if (!use.isFound()) {
        making = making(fragments.get(row), use, place);
        return true;
      }
      includeIn(OpenBody.current(), place);
      deliver(use.found(), out);
    }
    return false;
  }

  @Override
  public void doInitBody() {
    if (making != null) {
      making.opened(getBodyContent());
    }
  }

  @Override
  public int doAfterBody() throws JspException {
    BodyContent body = getBodyContent();
    if (making == null) {
      return SKIP_BODY;
    }
    String text = body.getString();
    body.clearBody();
    FragmentText made = making.complete(text, List.of());
    making = null;
    deliver(made, body.getEnclosingWriter());
    if (!next(body.getEnclosingWriter())) {
      return SKIP_BODY;
    }
    doInitBody();
    return EVAL_BODY_AGAIN;
  }

  private void deliver(FragmentText text, Writer out) throws JspException {
    try {
      write(text, out);
    } catch (IOException e) {
      throw new JspException(e);
    }
  }

  /** Ends the list with what there is of its rows; the body cannot be entered again. */
  @Override
  public void doCatch(Throwable thrown) throws Throwable {
    if (making == null || list == null || !isFailure(thrown)) {
      throw thrown;
    }
    deliver(making.fail(thrown).orElseThrow(() -> thrown), pageContext.getOut());
    making = null;
    while (++row < list.size()) {
      try (FragmentMaking use = list.open(row)) {
        FragmentText text =
            use.isFound() ? use.found() : use.fail(thrown).orElseThrow(() -> thrown);
        deliver(text, pageContext.getOut());
      }
    }
  }

  /** Stores what was made, also when a later row failed. */
  @Override
  public void doFinally() {
    if (making != null) {
      making.close();
    }
    if (list != null) {
      list.close();
    }
    pageContext.setAttribute(var, hidden);
    making = null;
    list = null;
    place = null;
    hidden = null;
    rows = List.of();
    fragments = List.of();
    forgetMistake();
  }
}
