// Runs the consumer with the JDK of this build, and with a JDK 25 where the property omnet.jdk25 or the variable JAVA25_HOME
// names one or one lies beside the JDK of this build: on the class path, on the module path, and on a jlink image.
import java.util.concurrent.TimeUnit

File target = new File(basedir, 'target')
File lib = new File(target, 'lib')
String separator = File.pathSeparator

// PyTorch's native artifact names no valid module, so it stays on the class path, as Maven and IDEs do by themselves.
List<File> jars = lib.listFiles().findAll { it.name.endsWith('.jar') }.sort()
List<File> natives = jars.findAll { it.name.startsWith('pytorch-native-') }
assert natives.size() == 1: "one native library of PyTorch was expected among $jars"
assert !jars.any { it.name.startsWith('mxnet-') }: "omnet forces MXNet on nobody, found $jars"
String classPath = ([new File(target, 'classes')] + jars).join(separator)
String modulePath = ([new File(target, 'classes')] + (jars - natives)).join(separator)

int version(File home) {
  File release = new File(home, 'release')
  def line = release.exists() ? release.readLines().find { it.startsWith('JAVA_VERSION=') } : null
  return line == null ? 0 : (line =~ /\d+/)[0] as int
}

File own = new File(System.getProperty('java.home'))
String named = System.getProperty('omnet.jdk25') ?: System.getenv('JAVA25_HOME')
File newest = named ? new File(named) : own.parentFile.listFiles().find { version(it) >= 25 }
List<File> homes = [own] + (newest != null && newest.canonicalFile != own.canonicalFile ? [newest] : [])
if (homes.size() == 1) {
  println 'No JDK 25 was found; set JAVA25_HOME to test with one.'
}

void run(File folder, String what, List<String> command) {
  folder.mkdirs()
  File out = new File(folder, 'out.txt')
  File err = new File(folder, 'err.txt')
  long start = System.nanoTime()
  ProcessBuilder builder = new ProcessBuilder(command*.toString()).redirectOutput(out).redirectError(err)
  builder.environment().keySet().removeAll { it.startsWith('JAVA_TOOL_OPTIONS') || it.startsWith('MAVEN') }
  Process process = builder.start()
  assert process.waitFor(5, TimeUnit.MINUTES): "$what did not end within five minutes"
  assert process.exitValue() == 0: "$what failed: ${err.text}"
  println String.format(Locale.ROOT, '%-28s %5.1f s  %s', what, (System.nanoTime() - start) / 1e9, out.text.trim())
  assert err.text.isEmpty(): "$what warned: ${err.text}"
}

String main = 'consumer.SegmentOnce'
homes.each { home ->
  int java = version(home)
  String bin = new File(home, 'bin').path + File.separator
  List<String> common = ['-Xmx1g', '-Djava.awt.headless=true']
  // The only flag that is needed, from JDK 24 on; docs/guide/troubleshooting.md names it.
  List<String> access = java >= 24 ? ['--enable-native-access=ALL-UNNAMED'] : []
  List<String> moduleAccess = java >= 24
      ? ['--enable-native-access=ALL-UNNAMED,com.sun.jna,ai.djl.pytorch_engine'] : []

  File classFolder = new File(target, "run-$java-class-path")
  run(classFolder, "JDK $java, class path",
      [bin + 'java', *common, *access, '-cp', classPath, main, classFolder.path])

  List<String> modular = [*common, *moduleAccess, '-p', modulePath, '-cp', natives.join(separator), '-m', "consumer/$main"]
  File moduleFolder = new File(target, "run-$java-module-path")
  run(moduleFolder, "JDK $java, module path", [bin + 'java', *modular, moduleFolder.path])

  // DJL's jars name no modules, and jlink takes none without; so the image holds the JDK's modules that omnet needs.
  if (new File(home, 'jmods').isDirectory() || java >= 24) {
    File image = new File(target, "image-$java")
    def jlink = [bin + 'jlink', '--add-modules', 'java.desktop,java.logging,jdk.unsupported', '--strip-debug',
        '--no-header-files', '--no-man-pages', '--output', image.path].execute()
    jlink.waitForProcessOutput(System.out, System.out)
    assert jlink.exitValue() == 0: 'jlink failed'
    File jlinkFolder = new File(target, "run-$java-jlink")
    run(jlinkFolder, "JDK $java, jlink image", [new File(image, 'bin/java').path, *modular, jlinkFolder.path])
  }
}
return true
