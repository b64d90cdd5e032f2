package io.github.omnet.examples.command;

import io.github.omnet.core.internal.file.FileClaim;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the runs that write to one folder has which subject in work. A run that is killed loses
 * its claims, and another run takes the subjects over.
 */
final class CohortClaims {
  private static final long POLL_MILLIS = 100;

  /** The claim on what all subjects share; the names of the subjects' claims end otherwise. */
  private static final String RECORD = "record";

  private static final String ENDING = ".claim";

  private final Path folder;
  private final Map<String, FileClaim> held = new ConcurrentHashMap<>();

  /** Another run has the subject in work. */
  static final class TakenException extends IOException {
    private static final long serialVersionUID = 1L;

    TakenException(String id) {
      super(id + ": another run has this subject in work");
    }
  }

  CohortClaims(Path out) {
    this.folder = out.resolve(".claims");
  }

  /** Takes a subject, or says that another run has it. */
  void take(String id) throws IOException {
    held.put(id + ENDING, tryTake(id + ENDING).orElseThrow(() -> new TakenException(id)));
  }

  /** Takes a subject as soon as no other run has it. */
  void await(String id) throws IOException {
    awaitFile(id + ENDING);
  }

  /** Takes the record of all subjects as soon as nobody else has it. */
  void awaitRecord() throws IOException {
    awaitFile(RECORD);
  }

  private void awaitFile(String name) throws IOException {
    try {
      for (Optional<FileClaim> claim = tryTake(name); ; claim = tryTake(name)) {
        if (claim.isPresent()) {
          held.put(name, claim.get());
          return;
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException(name + ": interrupted while another run has it").initCause(e);
    }
  }

  private Optional<FileClaim> tryTake(String name) throws IOException {
    for (; ; ) {
      Files.createDirectories(folder);
      try {
        return FileClaim.tryTake(folder.resolve(name));
      } catch (NoSuchFileException e) {
        // The last of the other runs has just taken its folder away.
      }
    }
  }

  /** Gives a subject back that was taken. */
  void giveBack(String id) throws IOException {
    giveBackFile(id + ENDING);
  }

  /** Gives the record back. */
  void giveBackRecord() throws IOException {
    giveBackFile(RECORD);
  }

  private void giveBackFile(String name) throws IOException {
    FileClaim claim = held.remove(name);
    if (claim != null) {
      claim.closeAndDelete();
    }
  }

  /** Gives all back, and removes the folder if no other run uses it. */
  void end() throws IOException {
    for (String name : held.keySet()) {
      giveBackFile(name);
    }
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Another run goes on.
    }
  }
}
