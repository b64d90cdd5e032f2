package io.github.omnet.examples.command;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Omnet.class.getPackage().getImplementationVersion();
    return new String[] {
      "omnet " + (version == null ? "(not run from its jar)" : version),
      "Java ${java.version} (${java.vendor}), ${os.name} ${os.arch}"
    };
  }
}
