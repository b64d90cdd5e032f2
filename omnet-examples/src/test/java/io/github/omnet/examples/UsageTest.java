package io.github.omnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.examples.command.Omnet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class UsageTest {
  private static final CommandLine OMNET =
      Omnet.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));

  @Test
  void explainsItselfOnRequest() {
    Run help = Run.of("--help").succeeded();

    assertThat(help.out()).contains(OMNET.getSubcommands().keySet()).contains("Exit codes");
    assertThat(Run.of("--version").succeeded().out()).startsWith("omnet ");
  }

  @Test
  void explainsEveryCommand() {
    for (String command : OMNET.getSubcommands().keySet()) {
      assertThat(Run.of(command, "--help").succeeded().out())
          .startsWith("Usage: omnet " + command)
          .contains("--stacktrace");
    }
  }

  @Test
  void listsEveryCommandWithItsDescriptionWhicheverCommandIsNamed() {
    for (CommandLine command : OMNET.getSubcommands().values()) {
      String[] description = command.getCommandSpec().usageMessage().description();
      assertThat(description).isNotEmpty();
      String words = description[0].replaceAll("\\s+", " ");
      assertThat(Run.of("--help").succeeded().out().replaceAll("\\s+", " ")).contains(words);
    }
  }

  @Test
  void findsTheCommandBehindOtherArgumentsAndInAFileOfArguments(@TempDir Path folder)
      throws IOException {
    Path none = folder.resolve("none.nii");
    Run traced = Run.of("--stacktrace", "info", none);
    assertThat(traced.exitCode()).isEqualTo(1);
    assertThat(traced.err()).contains("NoSuchFileException", "InfoCommand.call");
    Path arguments = folder.resolve("arguments");
    Files.writeString(arguments, "info --json " + none);
    Run.of("@" + arguments).failedWith(none, "no such file");
  }

  @Test
  void answersWrongUsageWithExitCodeTwo() {
    Run.of().wasWrongUsage("which command?");
    Run.of("sgement").wasWrongUsage("sgement");
    Run.of("info").wasWrongUsage("FILE");
    Run.of("info", "--jsno", "x.nii").wasWrongUsage("--jsno");
    Run.of("evaluate", "--prediction", "p.nii").wasWrongUsage("--reference");
    Run.of("evaluate", "--prediction", "p", "--reference", "r", "--labels", "brats1999")
        .wasWrongUsage("'brats1999' is no label scheme; known: [brats2015, brats2021, brats2023]");
    Run.of("phantom", "--out", "x", "--subjects", "0").wasWrongUsage("found 0");
    Run.of("phantom", "--out", "x", "--seed", "one").wasWrongUsage("--seed");
  }

  @Test
  void namesAMisspeltOptionAndTheNearestOne() {
    Run run = Run.of("overlay", "--image", "i.nii", "--lables", "l.nii", "--out", "o.png");
    run.wasWrongUsage("'--lables'");
    assertThat(run.err()).contains("did you mean '--labels'?");
    assertThat(Run.of("segmnet").err()).contains("did you mean 'segment'?");
    assertThat(Run.of("info", "--zzzzzz", "x.nii").err()).doesNotContain("did you mean");
  }

  @Test
  void findsTheNearestOfEveryMisspeltOption() {
    for (Map.Entry<String, CommandLine> command : OMNET.getSubcommands().entrySet()) {
      for (OptionSpec option : command.getValue().getCommandSpec().options()) {
        String name = option.longestName();
        // picocli's own command takes any argument.
        if (name.length() > 5 && !command.getKey().equals("generate-completion")) {
          String swapped =
              name.substring(0, 3) + name.charAt(4) + name.charAt(3) + name.substring(5);
          if (!swapped.equals(name)) {
            assertThat(Run.of(command.getKey(), swapped).err())
                .as(command.getKey() + " " + swapped)
                .contains("did you mean '" + name + "'?");
          }
        }
      }
    }
  }

  @Test
  void everyCommandSaysWhatItsExitCodesMean() {
    for (String command : OMNET.getSubcommands().keySet()) {
      assertThat(Run.of(command, "--help").succeeded().out())
          .containsPattern("Exit codes:\\s+0 +done\\s+1 +failed.*\\s+2 +wrong usage\\s+130 ");
    }
  }

  @Test
  void groupsManyOptionsAndSaysExitCodes() {
    assertThat(Run.of("train", "--help").succeeded().out())
        .contains("Network and patches:", "Curriculum:", "Optimiser:", "--patch", "--stacktrace")
        .contains("Exit codes:", "130");
    assertThat(Run.of("segment", "--help").succeeded().out())
        .contains("One file for each modality", "--flair", "--id", "Engine:");
  }

  @Test
  void completesForShells() {
    assertThat(Run.of("generate-completion").succeeded().out())
        .contains("omnet", "--overlay", "--recalibrate", "--lesionwise");
  }

  @Test
  void readsOptionsOfAnyCommandFromAFile(@TempDir Path folder) throws IOException {
    Path options = folder.resolve("options.json");
    Files.writeString(
        options, "{\"out\": \"" + folder.resolve("a") + "\", \"subjects\": 2, \"voxels\": 16}");
    Run.of("phantom", "--config", options, "--subjects", 1).succeeded();
    assertThat(folder.resolve("a").resolve("phantom_000")).isDirectory();
    assertThat(folder.resolve("a").resolve("phantom_001")).doesNotExist();
    Files.writeString(options, "{\"sbjects\": 2}");
    Run.of("phantom", "--config", options).failedWith(options, "'sbjects'");
  }

  @Test
  void describesEveryCommandAndOptionInTheManual() throws IOException {
    String manual = Files.readString(Path.of("..", "docs", "cli.md"));
    for (Map.Entry<String, CommandLine> command : OMNET.getSubcommands().entrySet()) {
      String heading = "\n## " + command.getKey() + "\n";
      assertThat(manual).contains(heading);
      String section = manual.substring(manual.indexOf(heading) + 4).split("\n## ", 2)[0];
      for (OptionSpec option : command.getValue().getCommandSpec().options()) {
        if (!option.inherited() && !option.usageHelp() && !option.versionHelp()) {
          assertThat(section).contains("`" + option.longestName());
        }
      }
    }
  }
}
