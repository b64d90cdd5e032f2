package io.github.omnet.models.internal.engine;

import ai.djl.Device;
import com.sun.jna.NativeLibrary;
import io.github.omnet.models.internal.natives.PyTorchLibraryFile;

/**
 * Limits the calling thread, on which PyTorch computes. PyTorch sets the count of each thread once,
 * when the thread first asks for it ({@code at::get_num_threads}); a count set after that stays.
 */
final class PyTorchShare implements ComputeShare {
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
    NativeLibrary torch = PyTorchLibraryFile.open();
    PyTorchShare share = new PyTorchShare(device, threads, torch);
    share.enter();
    share.leave();
    return share;
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
