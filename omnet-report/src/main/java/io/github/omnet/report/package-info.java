/**
 * Reports that people look at: one HTML file for a subject, a cohort or a training, which needs no
 * server and no network. Depends on core, io and models of omnet, XChart and Batik.
 *
 * <p>Whatever is inserted into a page goes through one builder that escapes it, and a policy in the
 * page lets it run its own scripts only and load nothing. Paths, user and host names are taken out
 * of texts.
 */
@NullMarked
package io.github.omnet.report;

import org.jspecify.annotations.NullMarked;
