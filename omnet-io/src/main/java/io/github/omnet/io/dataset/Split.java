package io.github.omnet.io.dataset;

/**
 * A data set in two parts without a common subject.
 *
 * @param training subjects to learn from
 * @param validation subjects to score on
 */
public record Split(Dataset training, Dataset validation) {}
