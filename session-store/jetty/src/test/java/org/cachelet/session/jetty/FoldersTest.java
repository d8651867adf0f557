// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.cachelet.session.OwnClasses;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes of an application may be in its sessions. */
final class FoldersTest {
  @Test
  void ownClasses_areThoseInWebInf(@TempDir Path base) throws Exception {
    Path model = Files.createDirectories(base.resolve("WEB-INF/classes/shop/model"));
    Files.createFile(model.resolve("Cart.class"));
    Files.createFile(base.resolve("WEB-INF/classes/Main.class"));
    Files.createFile(base.resolve("index.html"));
    ContextHandler handler = new ContextHandler();
    handler.setBaseResourceAsPath(base);
    Folders folders = new Folders(handler.getContext());
    assertThat(folders.paths("/WEB-INF/classes/"))
        .containsExactly("/WEB-INF/classes/Main.class", "/WEB-INF/classes/shop/");
    assertThat(OwnClasses.patterns(folders::paths)).containsExactly("Main", "shop.model.*");
  }

  @Test
  void ownClasses_areNone_whereThereIsNoBase() {
    Folders folders = new Folders(new ContextHandler().getContext());
    assertThat(OwnClasses.patterns(folders::paths)).isEmpty();
  }
}
