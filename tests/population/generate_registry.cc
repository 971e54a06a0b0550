// Prints a made-up registry as JSON lines, one record a line, as
// `sangamctl import` reads them:
//
//   generate_registry --subjects=90000 --seed=7 > registry.jsonl
#include <cstdio>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "google/protobuf/util/json_util.h"
#include "tests/population/population.h"

ABSL_FLAG(int64_t, subjects, 10'000,
          "groups, federations and enterprises together");
ABSL_FLAG(uint64_t, seed, 1, "another seed, another registry");
ABSL_FLAG(std::string, only, "",
          "only these: places, groups, enterprises or linkages");

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const std::string only = absl::GetFlag(FLAGS_only);
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  const sangam::population::Population population(
      {.seed = absl::GetFlag(FLAGS_seed),
       .subjects = absl::GetFlag(FLAGS_subjects)});
  bool written = true;
  population.ForEach([&](const sangam::registry::v1::Entity& entity) {
    const bool wanted = only.empty() ||
                        (only == "places" && entity.has_place()) ||
                        (only == "groups" && entity.has_group()) ||
                        (only == "enterprises" && entity.has_enterprise()) ||
                        (only == "linkages" && entity.has_linkage());
    if (!wanted || !written) return;
    std::string line;
    written =
        google::protobuf::util::MessageToJsonString(entity, &line, options)
            .ok() &&
        std::puts(line.c_str()) >= 0;
  });
  return written && std::fflush(stdout) == 0 ? 0 : 1;
}
