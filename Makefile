# make demo: build and run the example.  make test: every test, against a PostgreSQL of its own.

SHELL := /bin/bash
# Stripped: debug information is more than half of the binary.
RELEASE := -c release --static-swift-stdlib -Xlinker -s --product swiftdbt
SOURCES := Package.swift $(wildcard Sources/*/) $(wildcard Tests/*/)

.PHONY: setup build demo test bench format lint clean

setup:
	@Tests/Support/setup

build: setup
	swift build $(RELEASE)

demo: build
	Tests/Support/demo

test:
	@Tests/Support/setup chromium-headless-shell
	swift build --build-tests
	Tests/Support/postgres with swift test --skip-build

bench: build
	Tests/Benchmarks/run.py .build/release/swiftdbt $(ROWS)

format:
	swift format --in-place --recursive $(SOURCES)

lint:
	swift format lint --strict --recursive $(SOURCES)

clean:
	swift package clean
	rm -rf target logs
