#!/bin/sh
# Measures the encryption of values and writes a table and a chart to integration-tests/benchmarks/target/crypto.
# Arguments are those of CryptoReport, such as --quick or --jvm=<Java home>.
set -eu
cd "$(dirname "$0")/../.."
./mvnw -q -Dfast -pl integration-tests/benchmarks -am compile dependency:build-classpath -Dmdep.outputFile=target/classpath
cd integration-tests/benchmarks
exec java -cp "target/classes:$(cat target/classpath)" io.tdejdbc.benchmarks.crypto.CryptoReport "$@"
