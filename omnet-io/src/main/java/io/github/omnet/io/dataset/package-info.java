/**
 * Folders of patients' studies: which subjects a folder holds, which files are whose, and loading
 * them one at a time. Depends on the readers of this module and on the subjects of core.
 */
@NullMarked
package io.github.omnet.io.dataset;

import org.jspecify.annotations.NullMarked;
