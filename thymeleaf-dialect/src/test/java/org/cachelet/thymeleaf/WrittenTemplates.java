// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.io.FileNotFoundException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;

/** Templates that a test writes, by name. */
final class WrittenTemplates extends AbstractConfigurableTemplateResolver {
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  WrittenTemplates() {
    setTextTemplateModePatterns(Set.of("*.txt"));
    setJavaScriptTemplateModePatterns(Set.of("*.js"));
    setCSSTemplateModePatterns(Set.of("*.css"));
    setXmlTemplateModePatterns(Set.of("*.xml"));
    setRawTemplateModePatterns(Set.of("*.raw"));
    setForceTemplateMode(false);
  }

  void write(String name, String text) {
    texts.put(name, text);
  }

  void remove(String name) {
    texts.remove(name);
  }

  @Override
  protected ITemplateResource computeTemplateResource(
      IEngineConfiguration configuration,
      String owner,
      String template,
      String resource,
      String encoding,
      Map<String, Object> attributes) {
    return new Text(resource);
  }

  private final class Text implements ITemplateResource {
    private final String name;

    Text(String name) {
      this.name = name;
    }

    @Override
    public String getDescription() {
      return name;
    }

    @Override
    public String getBaseName() {
      return name;
    }

    @Override
    public boolean exists() {
      return texts.containsKey(name);
    }

    @Override
    public Reader reader() throws FileNotFoundException {
      String text = texts.get(name);
      if (text == null) {
        throw new FileNotFoundException(name);
      }
      return new StringReader(text);
    }

    @Override
    public ITemplateResource relative(String location) {
      return new Text(location);
    }
  }
}
