/**
 * Pictures of a training: its losses and its Dice over the iterations. Depends on the monitor
 * package of omnet-models, the picture writer of omnet-io, and XChart.
 */
@NullMarked
package io.github.omnet.report.curves;

import org.jspecify.annotations.NullMarked;
