/**
 * Random changes of training patches and volumes, images and labels together: each is drawn from a
 * seed and a sample number, says in a line of text what it does, and can be replayed from that
 * line. Depends on the volume, subject, interpolation, random and transform packages.
 */
@NullMarked
package io.github.omnet.core.augment;

import org.jspecify.annotations.NullMarked;
