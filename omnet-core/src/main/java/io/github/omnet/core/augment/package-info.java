/**
 * Random changes of training patches and volumes, images and labels together: each is drawn from a
 * seed and a sample number, says in a line of text what it does, and can be replayed from that
 * line; transplants of tumours from one subject into another, and removal of their enhancement.
 * Depends on the volume, subject, interpolation, morphology, random and transform packages.
 */
@NullMarked
package io.github.omnet.core.augment;

import org.jspecify.annotations.NullMarked;
