/**
 * Readers and writers of NIfTI, MetaImage and NRRD, folder layouts of brain-tumour data sets, and
 * pictures.
 */
@SuppressWarnings("module") // the module that sees what is internal is built later
module io.github.omnet.io {
  requires static transitive org.jspecify;
  requires transitive io.github.omnet.core;
  requires transitive java.desktop;
  requires com.google.common;

  exports io.github.omnet.io;
  exports io.github.omnet.io.cache;
  exports io.github.omnet.io.cohort;
  exports io.github.omnet.io.dataset;
  exports io.github.omnet.io.image;
  exports io.github.omnet.io.metaimage;
  exports io.github.omnet.io.nifti;
  exports io.github.omnet.io.nrrd;
  exports io.github.omnet.io.picture;
  exports io.github.omnet.io.internal.picture to
      io.github.omnet.report;
}
