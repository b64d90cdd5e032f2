@echo off
rem Starts omnet from its folder: bin\omnet.cmd beside omnet-examples.jar and lib.
rem JAVA_HOME: which Java. OMNET_JAVA_OPTS: options of Java, such as -Xmx8g.
setlocal
set "omnet_java=java"
if defined JAVA_HOME set "omnet_java=%JAVA_HOME%\bin\java.exe"
"%omnet_java%" %OMNET_JAVA_OPTS% -jar "%~dp0..\omnet-examples.jar" %*
exit /b %ERRORLEVEL%
