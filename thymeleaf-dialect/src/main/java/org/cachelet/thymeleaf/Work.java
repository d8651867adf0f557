// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.model.IModel;
import org.thymeleaf.processor.element.IElementModelStructureHandler;

/**
 * What is to be done with an element when all of it is there, which is gathered for that only. Used
 * by one request.
 */
@FunctionalInterface
interface Work {
  /** The name of the variable that holds it while the element is processed. */
  String VARIABLE = "org.cachelet.thymeleaf.work";

  /** Changes the element, which has no attribute of the dialect that belongs to this work. */
  void apply(IEngineContext context, IModel element, IElementModelStructureHandler handler);
}
