# Reference results of R surveillance, for comparison with the engine.
#   Rscript reference.R datasets FOLDER          the package's own series → FOLDER/series
#   Rscript reference.R run FOLDER PART PARTS    FOLDER/plan.tsv, every PARTS-th line → FOLDER/out
# What is written are numbers; the package itself (GPL) is installed from Debian and stays outside.
suppressPackageStartupMessages(library(surveillance))
options(warn = -1, digits = 17)

NAMES <- c("salmNewport", "stsNewport", "salmonella.agona", "hepatitisA", "measlesDE", "ha.sts",
           "k1", "m1", "m3", "n1", "s1", "q2", "q1_nrwh", "h1_nrwrp", "momo", "influMen",
           "meningo.age", "rotaBB", "shadar", "salmAllOnset", "salmHospitalized", "abattoir",
           "fluBYBW", "campyDE")
MOST_UNITS <- 24

full <- function(x) ifelse(is.na(x), "", sprintf("%.17g", as.numeric(x)))

loaded <- function(name) {
  space <- new.env()
  data(list = name, package = "surveillance", envir = space)
  found <- get(ls(space)[match(name, ls(space), nomatch = 1)], envir = space)
  if (is(found, "disProg")) found <- disProg2sts(found)
  if (is.data.frame(found))
    found <- sts(observed = found$case, epoch = as.Date(found$date), freq = 52,
                 start = c(as.numeric(format(found$date[1], "%G")), 1))
  found[, seq_len(min(ncol(found), MOST_UNITS))]
}

write_dataset <- function(name, folder) {
  given <- loaded(name)
  units <- colnames(given)
  if (is.null(units)) units <- paste0("observed", seq_len(ncol(given)))
  units <- gsub(",", ";", units, fixed = TRUE)
  # Not epoch(given): that would give dates, we want what the algorithms see.
  rows <- data.frame(unit = rep(units, each = nrow(given)), t = rep(seq_len(nrow(given)), length(units)),
                     epoch = rep(as.integer(given@epoch), length(units)),
                     observed = full(c(given@observed)), population = full(c(given@populationFrac)))
  write.csv(rows, file.path(folder, "series", paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
  sprintf('{"name": "%s", "nweeks": %d, "units": %d, "freq": %d, "epochAsDate": %s}', name,
          nrow(given), ncol(given), as.integer(given@freq), tolower(given@epochAsDate))
}

# Build the series from the very file that the engine reads.
read_dataset <- function(folder, name, freq, dated) {
  rows <- read.csv(file.path(folder, "series", paste0(name, ".csv")),
                   colClasses = c(unit = "character"))
  units <- unique(rows$unit)
  n <- sum(rows$unit == units[1])
  grid <- function(x) matrix(x, nrow = n, dimnames = list(NULL, units))
  epoch <- rows$epoch[seq_len(n)]
  given <- sts(observed = grid(rows$observed), population = grid(rows$population), freq = freq,
               start = c(2001, 1), epoch = if (dated) as.Date(epoch, origin = "1970-01-01") else epoch)
  stopifnot(given@epochAsDate == dated)
  given
}

flexible <- function(given, control) {
  found <- farringtonFlexible(given, control)
  k <- control$range
  cells <- function(x) full(c(matrix(as.numeric(x), nrow = length(k))))
  data.frame(unit = rep(colnames(given), each = length(k)), k = rep(k, ncol(given)),
             observed = full(c(given@observed[k, ])), expected = cells(found@control$expected),
             upperbound = cells(found@upperbound), score = cells(found@control$score),
             pvalue = cells(found@control$pvalue), alarm = cells(found@alarm),
             trend = cells(found@control$trend), trend_coef = cells(found@control$trendVector),
             phi = cells(found@control$phiVector))
}

ears <- function(given, control) {
  found <- earsC(given, control)
  k <- control$range
  data.frame(unit = rep(colnames(given), each = length(k)), k = rep(k, ncol(given)),
             observed = full(c(given@observed[k, ])), upperbound = full(c(found@upperbound)),
             alarm = full(c(found@alarm)))
}

# The older functions take one series at a time.
single <- function(algorithm) function(given, control) {
  do.call(rbind, lapply(seq_len(ncol(given)), function(unit) {
    found <- do.call(paste0("algo.", algorithm), list(sts2disProg(given[, unit]), control = control))
    k <- found$control$range
    rows <- data.frame(unit = colnames(given)[unit], k = k, observed = full(given@observed[k, unit]),
                       upperbound = full(found$upperbound), alarm = full(found$alarm))
    if (algorithm == "farrington")
      rows <- cbind(rows, q = full(found$control$pd[, 1]), median = full(found$control$pd[, 2]),
                    trend = full(found$trend))
    rows
  }))
}

run <- function(folder, part, parts) {
  plan <- read.delim(file.path(folder, "plan.tsv"), quote = "", colClasses = c(control = "character"))
  functions <- list(farringtonFlexible = flexible, earsC = ears)
  for (line in seq(part, nrow(plan), parts)) {
    job <- plan[line, ]
    given <- read_dataset(folder, job$dataset, job$freq, job$dated == 1)
    control <- eval(parse(text = job$control))
    control$range <- job$first:job$last
    calculate <- functions[[job$algorithm]]
    if (is.null(calculate)) calculate <- single(job$algorithm)
    found <- tryCatch(calculate(given, control), error = function(refusal) {
      message(job$config, " ", job$dataset, ": R refuses: ", conditionMessage(refusal))
      NULL
    })
    target <- file.path(folder, "out", paste0(job$config, "__", job$dataset, ".csv"))
    if (!is.null(found)) write.csv(found, target, row.names = FALSE, quote = FALSE)
  }
}

given <- commandArgs(trailingOnly = TRUE)
if (given[1] == "datasets") {
  meta <- vapply(NAMES, write_dataset, "", folder = given[2])
  writeLines(c("[", paste(meta, collapse = ",\n"), "]"), file.path(given[2], "series", "_meta.json"))
} else {
  run(given[2], as.integer(given[3]), as.integer(given[4]))
}
