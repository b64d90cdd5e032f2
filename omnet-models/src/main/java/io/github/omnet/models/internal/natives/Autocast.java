package io.github.omnet.models.internal.natives;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch's automatic mixed precision on the CPU: convolutions of the thread round their operands
 * to bfloat16 and return it; gradients reach the 32-bit weights. DJL has neither this nor arrays of
 * that type (its {@code toType(BFLOAT16)} ends the process), so the functions are called in
 * PyTorch's own library. They are those behind Python's {@code torch.autocast}.
 */
public final class Autocast {
  /** {@code void at::autocast::set_autocast_enabled(c10::DeviceType, bool)}. */
  private static final String ENABLE = "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb";

  /** {@code void at::autocast::set_autocast_dtype(c10::DeviceType, c10::ScalarType)}. */
  private static final String TYPE =
      "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE";

  /** {@code void at::autocast::clear_cache()}: drops weights that a pass has rounded. */
  private static final String CLEAR = "_ZN2at8autocast11clear_cacheEv";

  /** {@code c10::DeviceType::CPU}. */
  private static final byte CPU = 0;

  /** {@code c10::ScalarType::BFloat16}. */
  private static final byte BFLOAT16 = 15;

  /** Numbers: JNA passes a Java {@code true} as -1, which is no C++ {@code bool}. */
  private static final byte ON = 1;

  private static final byte OFF = 0;

  private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

  private static volatile @Nullable Autocast instance;

  private final Function enable;
  private final Function type;
  private final Function clear;

  private Autocast(NativeLibrary torch) {
    enable = torch.getFunction(ENABLE);
    type = torch.getFunction(TYPE);
    clear = torch.getFunction(CLEAR);
  }

  /**
   * Finds the functions.
   *
   * @throws UnsupportedOperationException if this build of PyTorch does not have them, or native
   *     functions cannot be called
   */
  private static Autocast find() {
    Autocast found = instance;
    if (found == null) {
      try {
        found = new Autocast(PyTorchLibraryFile.open());
      } catch (LinkageError e) {
        throw new UnsupportedOperationException(
            "this build of PyTorch does not compute in bfloat16 ("
                + e.getMessage()
                + "); choose float32",
            e);
      }
      instance = found;
    }
    return found;
  }

  /**
   * Tells whether PyTorch, which must have been started, has the functions.
   *
   * @return false if this build of PyTorch does not compute in bfloat16
   */
  public static boolean isThere() {
    try {
      return find() != null;
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * Tells whether it is on for the calling thread.
   *
   * @return whether it is on
   */
  public static boolean isActive() {
    return ACTIVE.get();
  }

  /**
   * Turns it on for the calling thread.
   *
   * @return what to close to have it as before
   * @throws UnsupportedOperationException if this build of PyTorch does not have it
   */
  public static LayerPrecision begin() {
    Autocast library = find();
    library.type.invokeVoid(new Object[] {CPU, BFLOAT16});
    return library.turn(true);
  }

  /**
   * Turns it off for the calling thread.
   *
   * @return what to close to have it as before
   */
  public static LayerPrecision pause() {
    return find().turn(false);
  }

  private LayerPrecision turn(boolean on) {
    boolean before = ACTIVE.get();
    set(on);
    return () -> {
      set(before);
      if (on && !before) {
        clear.invokeVoid(new Object[] {});
      }
    };
  }

  private void set(boolean on) {
    enable.invokeVoid(new Object[] {CPU, on ? ON : OFF});
    ACTIVE.set(on);
  }
}
