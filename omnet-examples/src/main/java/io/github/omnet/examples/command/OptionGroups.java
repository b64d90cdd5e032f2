package io.github.omnet.examples.command;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** Lists the many options of a command in groups, by the class that declares them. */
final class OptionGroups {
  private static final int MANY = 12;
  private static final String OTHERS = "Options";

  private static final Map<Class<?>, String> HEADINGS =
      Map.of(
          SubjectOption.class, "Subjects",
          SubjectOption.FourFiles.class, "One file for each modality, instead of a folder",
          DataOptions.class, "Subjects",
          PlanOptions.class, "Network and patches",
          StageOptions.class, "Curriculum",
          PreprocessingOptions.class, "Preprocessing",
          OptimizerOptions.class, "Optimiser",
          MemoryOptions.class, "Memory",
          EngineOption.class, "Engine");

  private OptionGroups() {}

  /** Groups the options of each command that has many. */
  static CommandLine addTo(CommandLine root) {
    for (CommandLine command : root.getSubcommands().values()) {
      if (command.getCommandSpec().options().size() > MANY) {
        command
            .getHelpSectionMap()
            .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionGroups::render);
      }
    }
    return root;
  }

  private static String render(Help help) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    groups.put(OTHERS, new ArrayList<>());
    for (OptionSpec option : help.commandSpec().options()) {
      if (!option.hidden()) {
        groups.computeIfAbsent(heading(option), name -> new ArrayList<>()).add(option);
      }
    }
    // What every command has stands last.
    groups.put(OTHERS, groups.remove(OTHERS));
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (heading, options) -> {
          Help.Layout layout = help.createDefaultLayout();
          layout.addOptions(options, help.parameterLabelRenderer());
          text.append(System.lineSeparator()).append(heading).append(':');
          text.append(System.lineSeparator()).append(layout);
        });
    return text.toString();
  }

  private static String heading(OptionSpec option) {
    return option.userObject() instanceof Field field
        ? HEADINGS.getOrDefault(field.getDeclaringClass(), OTHERS)
        : OTHERS;
  }
}
