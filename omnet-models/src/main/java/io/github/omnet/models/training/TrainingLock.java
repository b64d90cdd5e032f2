package io.github.omnet.models.training;

import io.github.omnet.core.internal.file.FileClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps a folder to one training at a time, whether of this process or another. */
final class TrainingLock implements AutoCloseable {
  private static final String NAME = ".lock";

  private final FileClaim claim;

  private TrainingLock(FileClaim claim) {
    this.claim = claim;
  }

  /**
   * Takes the lock, and makes the folder if it does not exist.
   *
   * @throws TrainingInProgressException if another training has it
   * @throws IOException if the folder cannot be made, or its file system knows no locks
   */
  static TrainingLock of(Path folder) throws IOException {
    Files.createDirectories(folder);
    return FileClaim.tryTake(folder.resolve(NAME))
        .map(TrainingLock::new)
        .orElseThrow(() -> new TrainingInProgressException(folder));
  }

  /** Refuses a folder that another training has, and changes nothing. */
  static void requireFree(Path folder) throws IOException {
    if (Files.exists(folder.resolve(NAME))) {
      of(folder).close();
    }
  }

  @Override
  public void close() throws IOException {
    claim.close();
  }
}
