# Everything starts here. Any Node from 20 on with npm will do: what runs is the Node 24 that npm installs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo up down picture test conformance check check-deploy build format bench bench-rules bench-misses drill clean install

export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
export NX_DAEMON := false

# kafkajs 2.2.4 sets a negative timer at every start, which Node 24 prints (tulios/kafkajs#1751).
RUN := node --disable-warning=TimeoutNegativeWarning

help: ## Show this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 22

demo: build ## Play a month of complaints on real Kafka and PostgreSQL, and tell it (SEED=2 COMPLAINTS=500); INPUT=export.csv MAPPING=mapping.yaml: import one
	@$(RUN) tools/demo/dist/main.js month $(if $(SEED),--seed $(SEED)) $(if $(COMPLAINTS),--complaints $(COMPLAINTS))

up: build ## Start the platform with its page and keep it running (Ctrl-C or make down stops it)
	@$(RUN) tools/demo/dist/main.js up

picture: build ## Draw the picture of the page for the README (needs Chromium)
	@PICTURES=docs/pictures jest --selectProjects int --forceExit page-in-browser

down: ## Stop what make up started
	@pid=$$(cat .run/up/pid 2>/dev/null); \
	if [ -n "$$pid" ] && grep -qsa tools/demo /proc/$$pid/cmdline; then \
	  echo "Stopping the platform ..."; kill -TERM $$pid; \
	  while [ -e /proc/$$pid ]; do sleep 0.2; done; echo "Stopped."; \
	else echo "The platform is not running."; fi

test: ## Run all tests, with seconds for each phase
	@node .ci/test.mjs

conformance: build ## Run the messaging suite on both brokers, case by case
	@NODE_OPTIONS=--disable-warning=TimeoutNegativeWarning \
	  jest --selectProjects conformance --verbose --maxWorkers=2 --forceExit

check: build ## Format, lint, types, boundaries, generated files current
	@npm run --silent check

check-deploy: build ## Validate Dockerfile, compose file and Kubernetes manifests
	@.ci/check-deploy

build: install ## Compile everything
	@echo "Compiling ..."
	@mkdir -p .run; npm run --silent build > .run/build.log 2>&1 || { cat .run/build.log; exit 1; }

format: install ## Write all files as Prettier wants them
	npm run --silent format

bench: build ## Measure tickets a second, latencies, CPU, memory, bare bound (SOAK=10m COMPARE=HEAD~1 PROFILE=1 RATE=150 ONLY=one)
	@$(RUN) tools/bench/dist/main.js

bench-rules: build ## Measure the rules alone: answers and replays a second, loading
	@$(RUN) tools/bench/dist/rules/main.js

bench-misses: build ## Measure thousands of clocks that run out at one instant (MISSES=5000,20000; PROFILE=1)
	@$(RUN) tools/bench/dist/misses/main.js

drill: build ## Kill every process under load and reconcile what is left, by id (KILLS=12 SEED=1 RATE=6)
	@$(RUN) tools/drill/dist/main.js

clean: ## Remove what was built, fetched and run (not node_modules)
	rm -rf {apps,libs,tools}/*/dist .nx .cache .run $${TMPDIR:-/tmp}/cc-stack-$$(id -u)

install: node_modules/.package-lock.json
	@node -v | grep -q '^v24\.' || { \
	  echo "node_modules/.bin has no Node 24 (node is $$(node -v)). On Linux x64 npm ci installs it; elsewhere install Node 24."; exit 1; }

# npm writes this file last, so it is as old as the last complete installation.
node_modules/.package-lock.json: package-lock.json
	@command -v npm >/dev/null || { echo "Install Node 20 or newer with npm (apt-get install nodejs npm)."; exit 1; }
	@echo "Installing packages by npm ci (a minute or two) ..."
	@npm ci --no-audit --no-fund
	@touch $@
