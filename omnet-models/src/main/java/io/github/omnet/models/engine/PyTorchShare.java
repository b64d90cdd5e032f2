package io.github.omnet.models.engine;

import ai.djl.Device;
import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits the calling thread, on which PyTorch computes. PyTorch sets the count of each thread once,
 * when the thread first asks for it ({@code at::get_num_threads}); a count set after that stays.
 */
final class PyTorchShare implements ComputeShare {
  private static final Pattern FOLDER = Pattern.compile("Library: ([^,\\n]+)");

  /** {@code int at::get_num_threads()}. */
  private static final String GET_NUM_THREADS = "_ZN2at15get_num_threadsEv";

  private final Device device;
  private final int threads;
  private final NativeLibrary torch;
  private final OpenMp openMp;
  private int before;

  private PyTorchShare(Device device, int threads, NativeLibrary torch) {
    this.device = device;
    this.threads = threads;
    this.torch = torch;
    this.openMp = new OpenMp(torch);
  }

  /**
   * Finds PyTorch's library and tries it.
   *
   * @throws UnsatisfiedLinkError if the library is not found or lacks a function
   */
  static PyTorchShare of(Device device, int threads) {
    NativeLibrary torch = NativeLibrary.getInstance(library().toString());
    PyTorchShare share = new PyTorchShare(device, threads, torch);
    share.enter();
    share.leave();
    return share;
  }

  private static Path library() {
    String engine = Engines.start(EngineKind.PYTORCH).toString();
    Matcher folder = FOLDER.matcher(engine);
    if (folder.find()) {
      Path file = Path.of(folder.group(1).trim(), System.mapLibraryName("torch_cpu"));
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new UnsatisfiedLinkError("no library torch_cpu where PyTorch was loaded: " + engine);
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public void enter() {
    torch.getFunction(GET_NUM_THREADS).invokeInt(new Object[] {});
    before = openMp.get();
    openMp.set(threads);
  }

  @Override
  public void leave() {
    openMp.set(before);
  }

  @Override
  public void close() {}
}
