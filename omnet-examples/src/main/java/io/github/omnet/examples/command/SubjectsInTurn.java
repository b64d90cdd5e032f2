package io.github.omnet.examples.command;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.examples.console.Progress;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.SubjectFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * Subjects read from their files one by one, each when it is asked for, so that a training keeps
 * only what it makes of them. An unreadable file ends the iteration with {@link
 * UncheckedIOException}.
 */
record SubjectsInTurn(Dataset dataset, PrintWriter err) implements Iterable<Subject> {
  @Override
  public Iterator<Subject> iterator() {
    Iterator<SubjectFiles> files = dataset.iterator();
    Progress progress = Progress.of(err, "reading");
    return new Iterator<>() {
      private int read;

      @Override
      public boolean hasNext() {
        if (!files.hasNext()) {
          progress.close();
        }
        return files.hasNext();
      }

      @Override
      public Subject next() {
        try {
          Subject subject = files.next().load();
          progress.at(++read, dataset.size(), "");
          return subject;
        } catch (IOException e) {
          progress.close();
          throw new UncheckedIOException(e.getMessage(), e);
        }
      }
    };
  }
}
