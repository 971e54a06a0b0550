// Writes a workload for the peers: schemes.json, and its subjects as
// subjects.csv.
//
// Usage: export_workload --folder=FOLDER [--schemes=2000] [--subjects=1000000]
//   [--attributes=40]
//
// schemes.json: {"attributes": [{name, shape, codes}], "schemes": [[[test]]]},
// a scheme being a list of conditions that must all hold, a condition one of
// tests of which any must hold. A test is {attribute, check, least, most,
// codes, level}, codes by their index, places by their number, days counted
// from the first.
//
// subjects.csv: a column for each attribute, empty where it is not known. A
// list is a sum of 2^code. A place is three columns. received is what is on
// record, received_complete whether nothing else was received.
#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "tests/bench/arguments.h"
#include "tests/bench/contender.h"
#include "tests/bench/workload.h"

namespace sangam::bench {
namespace {

using nlohmann::json;

const char* NameOf(Shape shape) {
  switch (shape) {
    case Shape::kNumber:
      return "number";
    case Shape::kTruth:
      return "truth";
    case Shape::kCode:
      return "code";
    case Shape::kList:
      return "list";
    case Shape::kDay:
      return "day";
    case Shape::kPlace:
      return "place";
    case Shape::kReceived:
      return "received";
  }
  return "";
}

const char* NameOf(Check check) {
  switch (check) {
    case Check::kAtLeast:
      return "at_least";
    case Check::kAtMost:
      return "at_most";
    case Check::kBetween:
      return "between";
    case Check::kHolds:
      return "holds";
    case Check::kFails:
      return "fails";
    case Check::kOneOf:
      return "one_of";
    case Check::kSomeOf:
      return "some_of";
    case Check::kWithin:
      return "within";
    case Check::kNotWithin:
      return "not_within";
    case Check::kReceived:
      return "received";
    case Check::kNotReceived:
      return "not_received";
  }
  return "";
}

const char* NameOf(PlaceLevel level) {
  switch (level) {
    case PlaceLevel::kState:
      return "state";
    case PlaceLevel::kDistrict:
      return "district";
    case PlaceLevel::kBlock:
      return "block";
  }
  return "";
}

json ToJson(const WorkScheme& scheme) {
  json conditions = json::array();
  for (const WorkCondition& condition : scheme.conditions) {
    json tests = json::array();
    for (const WorkTest& test : condition) {
      tests.push_back({{"attribute", test.attribute},
                       {"check", NameOf(test.check)},
                       {"least", test.least},
                       {"most", test.most},
                       {"codes", test.codes},
                       {"level", NameOf(test.level)}});
    }
    conditions.push_back(std::move(tests));
  }
  return conditions;
}

void WriteSchemes(const Workload& workload, int schemes, int attributes,
                  const std::string& path) {
  json all = {{"attributes", json::array()},
              {"schemes", json::array()},
              {"districts_of_state", kDistrictsOfState},
              {"blocks_of_district", kBlocksOfDistrict}};
  for (int i = 0; i < attributes; ++i) {
    const WorkAttribute& info = WorkAttributes()[i];
    all["attributes"].push_back({{"name", info.Column()},
                                 {"shape", NameOf(info.shape)},
                                 {"codes", info.codes}});
  }
  for (int i = 0; i < schemes; ++i) {
    all["schemes"].push_back(ToJson(workload.Scheme(i)));
  }
  std::ofstream(path) << all.dump() << "\n";
}

int64_t SumOfBits(const std::vector<int>& codes) {
  int64_t sum = 0;
  for (const int code : codes) sum |= int64_t{1} << code;
  return sum;
}

void AppendNumber(bool known, int64_t number, std::string* line) {
  if (known) absl::StrAppend(line, number);
  *line += ',';
}

void AppendValue(const WorkAttribute& info, const WorkValue& value,
                 std::string* line) {
  switch (info.shape) {
    case Shape::kPlace:
      AppendNumber(value.state >= 0, value.state, line);
      AppendNumber(value.district >= 0, value.district, line);
      AppendNumber(value.block >= 0, value.block, line);
      return;
    case Shape::kList:
      AppendNumber(value.known, SumOfBits(value.codes), line);
      return;
    case Shape::kReceived:
      AppendNumber(true, SumOfBits(value.codes), line);
      AppendNumber(true, value.known ? 1 : 0, line);
      return;
    default:
      AppendNumber(value.known, value.number, line);
      return;
  }
}

std::string Header(int attributes) {
  std::string line;
  for (int i = 0; i < attributes; ++i) {
    const WorkAttribute& info = WorkAttributes()[i];
    if (info.shape == Shape::kPlace) {
      line += "state,district,block,";
    } else if (info.shape == Shape::kReceived) {
      line += "received,received_complete,";
    } else {
      absl::StrAppend(&line, info.Column(), ",");
    }
  }
  line.back() = '\n';
  return line;
}

void WriteSubjects(const Workload& workload, int64_t subjects, int attributes,
                   const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) Fail(absl::StrCat("can't write ", path));
  std::string lines = Header(attributes);
  for (int64_t i = 0; i < subjects; ++i) {
    const WorkSubject subject = workload.Subject(i);
    for (int attribute = 0; attribute < attributes; ++attribute) {
      AppendValue(WorkAttributes()[attribute], subject[attribute], &lines);
    }
    lines.back() = '\n';
    if (lines.size() < 1'000'000 && i + 1 < subjects) continue;
    if (std::fwrite(lines.data(), 1, lines.size(), file) != lines.size()) {
      Fail(absl::StrCat("can't write ", path));
    }
    lines.clear();
  }
  if (std::fclose(file) != 0) Fail(absl::StrCat("can't write ", path));
}

int Main(int argc, char** argv) {
  const Arguments arguments(argc, argv,
                            {"folder", "schemes", "subjects", "attributes"});
  const std::string folder = arguments.Text("folder", "");
  if (folder.empty()) Fail("--folder is missing");
  WorkloadOptions options;
  options.attributes = static_cast<int>(arguments.Number("attributes", 40));
  const Workload workload(options);
  WriteSchemes(workload, static_cast<int>(arguments.Number("schemes", 2'000)),
               options.attributes, folder + "/schemes.json");
  WriteSubjects(workload, arguments.Number("subjects", 1'000'000),
                options.attributes, folder + "/subjects.csv");
  return 0;
}

}  // namespace
}  // namespace sangam::bench

int main(int argc, char** argv) { return sangam::bench::Main(argc, argv); }
