// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Writer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cachelet.cache.Hole;
import org.cachelet.cache.OnError;
import org.cachelet.cache.servlet.ServletHoleFiller;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Fills holes with fragments of templates, which see request, session and application, and
 * parameters that are written in the template around. Nothing of what is stored is evaluated.
 * Thread-safe.
 */
final class TemplateHole implements ServletHoleFiller {
  static final String KIND = "thymeleaf";

  private static final String LOCALE = "cachelet.locale";
  private static final String BETWEEN = " :: ";
  private static final Pattern FORM =
      Pattern.compile("~\\{\\s*([\\w./-]+)\\s*(?:::\\s*([\\w.#-]+)\\s*(?:\\((.*)\\))?)?\\s*}");
  private static final Pattern PARAMETER =
      Pattern.compile("\\s*([\\p{Alpha}_]\\w*)\\s*=\\s*(?:'([^']*)'|(\\w+))\\s*(?:,|$)");
  private static final String ALLOWED =
      "allowed are the forms ~{template}, ~{template :: fragment} and"
          + " ~{template :: fragment(name='text', count=3)}";

  private final IEngineConfiguration configuration;

  TemplateHole(IEngineConfiguration configuration) {
    this.configuration = configuration;
  }

  /**
   * Reads what a tag says of its hole.
   *
   * @throws org.thymeleaf.exceptions.TemplateProcessingException if it has another form
   */
  static Hole parse(Tag tag, String text, OnError onError) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw tag.wrongValue(Names.HOLE, text, ALLOWED);
    }
    Map<String, String> parameters = new TreeMap<>();
    String list = form.group(3) == null ? "" : form.group(3).strip();
    Matcher parameter = PARAMETER.matcher(list);
    int end = 0;
    while (end < list.length()) {
      if (!parameter.find(end) || parameter.start() != end) {
        throw tag.wrongValue(Names.HOLE, text, ALLOWED);
      }
      String quoted = parameter.group(2);
      parameters.put(parameter.group(1), quoted != null ? quoted : parameter.group(3));
      end = parameter.end();
    }
    parameters.put(LOCALE, tag.context().getLocale().toLanguageTag());
    String target = form.group(2) == null ? form.group(1) : form.group(1) + BETWEEN + form.group(2);
    return new Hole(KIND, target, parameters, onError);
  }

  @Override
  public void fill(
      Hole hole, HttpServletRequest request, HttpServletResponse response, Writer out) {
    Map<String, Object> variables = new HashMap<>(hole.parameters());
    Object locale = variables.remove(LOCALE);
    WebContext context =
        new WebContext(
            JakartaServletWebApplication.buildApplication(request.getServletContext())
                .buildExchange(request, response),
            Locale.forLanguageTag(String.valueOf(locale)),
            variables);
    int between = hole.target().indexOf(BETWEEN);
    TemplateSpec template =
        between < 0
            ? new TemplateSpec(hole.target(), (TemplateMode) null)
            : new TemplateSpec(
                hole.target().substring(0, between),
                Set.of(hole.target().substring(between + BETWEEN.length())),
                (TemplateMode) null,
                null);
    configuration.getTemplateManager().parseAndProcess(template, context, out);
  }
}
