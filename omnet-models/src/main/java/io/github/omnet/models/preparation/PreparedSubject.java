package io.github.omnet.models.preparation;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import java.util.function.UnaryOperator;

/**
 * A subject as the network sees it.
 *
 * @param subject turned, cropped and normalised
 * @param brain its brain, on the same grid
 * @param restore takes labels on that grid back to the grid that the subject came on
 */
public record PreparedSubject(Subject subject, Mask brain, UnaryOperator<LabelMap> restore) {}
