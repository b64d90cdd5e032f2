package io.github.omnet.models.packaging;

import java.io.IOException;
import java.io.Serial;

/** A model package that cannot be used: missing, damaged, or not what its manifest says. */
public final class ModelPackageException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  ModelPackageException(String where, String found, String remedy) {
    super(where + ": " + found + "; " + remedy);
  }

  ModelPackageException(String where, String found, String remedy, Throwable cause) {
    super(where + ": " + found + "; " + remedy, cause);
  }
}
