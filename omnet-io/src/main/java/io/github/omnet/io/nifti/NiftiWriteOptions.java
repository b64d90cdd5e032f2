package io.github.omnet.io.nifti;

import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ImageHeader;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * How a volume is written. By default as it is in memory (float32, label maps uint8), without
 * scale, little endian, as NIfTI-1 unless a dimension needs NIfTI-2, and without any free text.
 */
public final class NiftiWriteOptions {
  /** The defaults. */
  public static final NiftiWriteOptions DEFAULT = builder().build();

  private final Optional<DataType> dataType;
  private final double slope;
  private final double intercept;
  private final boolean fullRange;
  private final boolean clamp;
  private final ByteOrder byteOrder;
  private final boolean nifti2;
  private final boolean statedOrientation;
  private final double step;
  private final int stepUnit;
  private final int compressionLevel;
  private final Executor executor;
  private final NiftiHeader.Text text;
  private final List<NiftiExtension> extensions;

  private NiftiWriteOptions(Builder builder) {
    dataType = builder.dataType;
    slope = builder.slope;
    intercept = builder.intercept;
    fullRange = builder.fullRange;
    clamp = builder.clamp;
    byteOrder = builder.byteOrder;
    nifti2 = builder.nifti2;
    statedOrientation = builder.statedOrientation;
    step = builder.step;
    stepUnit = builder.stepUnit;
    compressionLevel = builder.compressionLevel;
    executor = builder.executor;
    text = builder.text;
    extensions = builder.extensions;
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  Optional<DataType> dataType() {
    return dataType;
  }

  double slope() {
    return slope;
  }

  double intercept() {
    return intercept;
  }

  boolean fullRange() {
    return fullRange;
  }

  boolean clamp() {
    return clamp;
  }

  ByteOrder byteOrder() {
    return byteOrder;
  }

  boolean nifti2() {
    return nifti2;
  }

  boolean statedOrientation() {
    return statedOrientation;
  }

  double step() {
    return step;
  }

  int stepUnit() {
    return stepUnit;
  }

  int compressionLevel() {
    return compressionLevel;
  }

  Executor executor() {
    return executor;
  }

  NiftiHeader.Text text() {
    return text;
  }

  List<NiftiExtension> extensions() {
    return extensions;
  }

  /** Collects options; each method returns this builder. */
  public static final class Builder {
    /** Bits 3 to 5 of xyzt_units. */
    private static final int TIME_UNIT = 0x38;

    private Optional<DataType> dataType = Optional.empty();
    private double slope = 1;
    private double intercept;
    private boolean fullRange;
    private boolean clamp;
    private ByteOrder byteOrder = ByteOrder.LITTLE_ENDIAN;
    private boolean nifti2;
    private boolean statedOrientation = true;
    private double step = 1;
    private int stepUnit;
    private int compressionLevel = 1;
    private Executor executor = ForkJoinPool.commonPool();
    private NiftiHeader.Text text = NiftiHeader.Text.NONE;
    private List<NiftiExtension> extensions = List.of();

    private Builder() {}

    /**
     * Stores voxels as this type; integers are rounded half to even, and a value that does not fit
     * ends the writing.
     *
     * @param type a scalar type
     * @return this
     * @throws IllegalArgumentException if the type is not scalar
     */
    public Builder dataType(DataType type) {
      if (!type.isScalar()) {
        throw new IllegalArgumentException(type + " cannot be written");
      }
      dataType = Optional.of(type);
      return this;
    }

    /**
     * Stores {@code (value - intercept) / slope}.
     *
     * @param newSlope factor from stored number to value, finite and not 0
     * @param newIntercept added to the scaled number, finite
     * @return this
     */
    public Builder scale(double newSlope, double newIntercept) {
      if (newSlope == 0 || !Double.isFinite(newSlope) || !Double.isFinite(newIntercept)) {
        throw new IllegalArgumentException(
            "slope must be finite and not 0, intercept finite; found "
                + newSlope
                + ", "
                + newIntercept);
      }
      slope = newSlope;
      intercept = newIntercept;
      fullRange = false;
      return this;
    }

    /**
     * Chooses slope and intercept so that the values just fill an integer type.
     *
     * @return this
     */
    public Builder scaleToFullRange() {
      fullRange = true;
      return this;
    }

    /**
     * Stores the nearest number that fits instead of ending with an error, and 0 for NaN.
     *
     * @return this
     */
    public Builder clamp() {
      clamp = true;
      return this;
    }

    /**
     * Order of the bytes of header and voxels.
     *
     * @param order little endian by default
     * @return this
     */
    public Builder byteOrder(ByteOrder order) {
      byteOrder = order;
      return this;
    }

    /**
     * Writes NIfTI-2 even where NIfTI-1 would do: its affine is in double precision.
     *
     * @return this
     */
    public Builder nifti2() {
      nifti2 = true;
      return this;
    }

    /**
     * States voxel sizes but no orientation: sform and qform codes are 0. For what comes from an
     * image {@linkplain io.github.omnet.io.image.ImageHeader#hasOrientation without one}, so that
     * the copy does not claim what nobody knows. Direction and place of the grid are not written.
     *
     * @return this
     */
    public Builder unstatedOrientation() {
      statedOrientation = false;
      return this;
    }

    /**
     * Carries over the step along the fourth dimension, such as the time between two volumes, and
     * from NIfTI its unit.
     *
     * @param source header of the file that was read; nothing is taken if it has three dimensions
     * @return this
     */
    public Builder keepStepOf(ImageHeader source) {
      if (source.spacing().size() > 3) {
        step = source.spacing().get(3);
        stepUnit = source instanceof NiftiHeader nifti ? nifti.units() & TIME_UNIT : 0;
      }
      return this;
    }

    /**
     * Returns the compression level of a {@code .gz} file.
     *
     * @param level 0 (stored) to 9 (smallest); 1 by default
     * @return this
     */
    public Builder compressionLevel(int level) {
      if (level < 0 || level > 9) {
        throw new IllegalArgumentException("a compression level is 0 to 9, found " + level);
      }
      compressionLevel = level;
      return this;
    }

    /**
     * Returns the executor that compresses blocks, the common pool by default. The file's bytes do
     * not depend on it.
     *
     * @param newExecutor such as {@code Runnable::run} for the writing thread itself
     * @return this
     */
    public Builder executor(Executor newExecutor) {
      executor = newExecutor;
      return this;
    }

    /**
     * Carries over free text and extensions of a file that was read. They may name the patient.
     *
     * @param source header of that file
     * @return this
     */
    public Builder keepTextOf(NiftiHeader source) {
      return text(source.text()).extensions(source.extensions());
    }

    /**
     * Writes free text.
     *
     * @param newText the text; cut where a field is too short
     * @return this
     */
    public Builder text(NiftiHeader.Text newText) {
      text = newText;
      return this;
    }

    /**
     * Writes extensions.
     *
     * @param newExtensions in this order
     * @return this
     */
    public Builder extensions(List<NiftiExtension> newExtensions) {
      extensions = List.copyOf(newExtensions);
      return this;
    }

    /**
     * Ends the collection.
     *
     * @return the options
     */
    public NiftiWriteOptions build() {
      return new NiftiWriteOptions(this);
    }
  }
}
