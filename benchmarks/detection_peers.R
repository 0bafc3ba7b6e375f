# What R surveillance needs for the latest 52 weeks: user seconds of one core, one line a job.
#   Rscript detection_peers.R SERIES.csv HOW_MANY
suppressPackageStartupMessages(library(surveillance))
options(warn = -1)
given <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(given[1], colClasses = c(unit = "character"))
units <- unique(rows$unit)[seq_len(as.integer(given[2]))]
rows <- rows[rows$unit %in% units, ]
n <- max(rows$t)
counts <- matrix(rows$observed, nrow = n, dimnames = list(NULL, units))
series <- sts(observed = counts, freq = 52, start = c(2016, 1),
              epoch = as.Date(rows$epoch[seq_len(n)], origin = "1970-01-01"))
weeks <- (n - 51):n
shared <- list(range = weeks, b = 5, w = 3, reweight = TRUE, weightsThreshold = 2.58, alpha = 0.01,
               glmWarnings = FALSE, verbose = FALSE)
seconds <- function(work) { spent <- system.time(work()); sum(spent[1:2]) }
cat("delta", seconds(function() farringtonFlexible(series, c(shared, list(
  noPeriods = 1, thresholdMethod = "delta")))), "\n")
cat("quantile", seconds(function() farringtonFlexible(series, c(shared, list(
  noPeriods = 10, pastWeeksNotIncluded = 26, thresholdMethod = "nbPlugin")))), "\n")
for (method in c("C1", "C2", "C3"))
  cat(method, seconds(function() earsC(series, list(range = weeks, method = method))), "\n")
