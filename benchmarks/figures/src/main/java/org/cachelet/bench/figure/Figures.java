// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Figures as JSON: in files, and in lines that one process prints for another. */
public final class Figures {
  private static final Gson LINES = new Gson();
  private static final Gson FILES = new GsonBuilder().setPrettyPrinting().create();
  private static final String MARK = "FIGURE ";

  private Figures() {}

  /** Writes figures to a file, whose folder is made if it is not there. */
  public static void write(Path file, List<Figure> figures) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, FILES.toJson(figures) + "\n");
  }

  /** Reads figures from a file; none if there is no such file. */
  public static List<Figure> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return FILES.fromJson(Files.readString(file), new TypeToken<List<Figure>>() {});
  }

  /** Returns a figure as a line. */
  public static String line(Figure figure) {
    return MARK + LINES.toJson(figure);
  }

  /** Returns the figure that a line says; empty if it says none. */
  public static Optional<Figure> ofLine(String line) {
    return line.startsWith(MARK)
        ? Optional.of(LINES.fromJson(line.substring(MARK.length()), Figure.class))
        : Optional.empty();
  }
}
