#include "tests/bench/workload.h"

#include <algorithm>
#include <set>

namespace sangam::bench {

// Small, fast and the same everywhere, which the standard's distributions are
// not.
class Draws {
 public:
  Draws(uint64_t seed, uint64_t stream, uint64_t number)
      : state_(seed * 0x9E3779B97F4A7C15 + stream * 0xD1B54A32D192ED03 +
               number * 0x8CB92BA72F3D8DD7) {}

  // 0 to below - 1.
  int64_t Below(int64_t below) {
    return static_cast<int64_t>(Next() % static_cast<uint64_t>(below));
  }
  bool InHundred(int chances) { return Below(100) < chances; }
  // `count` different numbers below `below`.
  std::vector<int> Some(int count, int below) {
    std::set<int> some;
    while (static_cast<int>(some.size()) < std::min(count, below)) {
      some.insert(static_cast<int>(Below(below)));
    }
    return {some.begin(), some.end()};
  }

 private:
  // SplitMix64.
  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  uint64_t state_;
};

namespace {

constexpr uint64_t kSchemeStream = 1;
constexpr uint64_t kSubjectStream = 2;
constexpr int kRoundThresholds = 12;

constexpr int kKind = 0;
constexpr int kPlace = 1;

}  // namespace

int64_t Workload::MostOf(const WorkAttribute& attribute) const {
  return options_.unique_thresholds ? attribute.most_valid : attribute.most;
}

WorkTest Workload::NumberTest(int attribute, Draws& draws) const {
  const int64_t most = MostOf(WorkAttributes()[attribute]);
  // A threshold in the part of the range that is `from` to `until` twelfths.
  const auto threshold = [&](int from, int until) -> int64_t {
    if (options_.unique_thresholds) {
      const int64_t least = most / kRoundThresholds * from;
      return 1 + least + draws.Below(most / kRoundThresholds * (until - from));
    }
    return most * (from + draws.Below(until - from)) / kRoundThresholds;
  };
  WorkTest test;
  test.attribute = attribute;
  const int64_t form = draws.Below(10);
  if (form < 6) {
    test.check = Check::kAtLeast;
    test.least = threshold(1, 9);
  } else if (form < 9) {
    test.check = Check::kAtMost;
    test.most = threshold(4, 12);
  } else {
    test.check = Check::kBetween;
    test.least = threshold(1, 5);
    test.most = threshold(7, 12);
  }
  return test;
}

WorkTest Workload::PlaceTest(Draws& draws) const {
  WorkTest test;
  test.attribute = kPlace;
  test.check = Check::kWithin;
  const int64_t form = draws.Below(10);
  if (form < 5) {
    test.codes = draws.Some(1 + static_cast<int>(draws.Below(12)), kStates);
  } else if (form < 7) {
    test.check = Check::kNotWithin;
    test.codes = draws.Some(1 + static_cast<int>(draws.Below(8)), kStates);
  } else if (form < 9) {
    test.level = PlaceLevel::kDistrict;
    test.codes = draws.Some(2 + static_cast<int>(draws.Below(14)), kDistricts);
  } else {
    test.level = PlaceLevel::kBlock;
    test.codes = draws.Some(5 + static_cast<int>(draws.Below(26)), kBlocks);
  }
  return test;
}

WorkTest Workload::Test(int attribute, Draws& draws) const {
  const WorkAttribute& info = WorkAttributes()[attribute];
  const int codes = static_cast<int>(info.codes.size());
  WorkTest test;
  test.attribute = attribute;
  switch (info.shape) {
    case Shape::kNumber:
    case Shape::kDay:
      return NumberTest(attribute, draws);
    case Shape::kPlace:
      return PlaceTest(draws);
    case Shape::kTruth:
      test.check = draws.InHundred(70) ? Check::kHolds : Check::kFails;
      return test;
    case Shape::kCode:
      test.check = Check::kOneOf;
      test.codes =
          draws.Some(1 + static_cast<int>(draws.Below(codes * 3 / 4)), codes);
      return test;
    case Shape::kList:
      test.check = Check::kSomeOf;
      test.codes = draws.Some(1 + static_cast<int>(draws.Below(3)), codes);
      return test;
    case Shape::kReceived:
      test.check = draws.InHundred(85) ? Check::kNotReceived : Check::kReceived;
      test.codes = draws.Some(1, codes);
      return test;
  }
  return test;
}

WorkScheme Workload::Scheme(int number) const {
  Draws draws(options_.seed, kSchemeStream, number);
  WorkScheme scheme;
  scheme.number = number;
  const int size = 4 + static_cast<int>(draws.Below(5));
  std::set<int> used;
  if (draws.InHundred(80)) used.insert(kKind);
  if (draws.InHundred(60)) used.insert(kPlace);
  while (static_cast<int>(used.size()) < size) {
    used.insert(2 + static_cast<int>(draws.Below(options_.attributes - 2)));
  }
  for (const int attribute : used) {
    scheme.conditions.push_back({Test(attribute, draws)});
  }
  if (draws.InHundred(20)) {
    // "or" with what no other condition reads.
    int other = 2;
    while (used.contains(other)) {
      other = 2 + static_cast<int>(draws.Below(options_.attributes - 2));
    }
    scheme.conditions.back().push_back(Test(other, draws));
  }
  return scheme;
}

WorkSubject Workload::Subject(int64_t number) const {
  Draws draws(options_.seed, kSubjectStream, number);
  WorkSubject subject(options_.attributes);
  for (int i = 0; i < options_.attributes; ++i) {
    const WorkAttribute& info = WorkAttributes()[i];
    WorkValue& value = subject[i];
    value.known = !draws.InHundred(12);
    const int codes = static_cast<int>(info.codes.size());
    if (info.shape == Shape::kReceived) {
      // What is on record is known, whether or not the record is complete.
      value.codes = draws.Some(static_cast<int>(draws.Below(3)), codes);
      continue;
    }
    if (!value.known) continue;
    switch (info.shape) {
      case Shape::kNumber:
        value.number = 1 + draws.Below(MostOf(info));
        break;
      case Shape::kDay:
        value.number = draws.Below(MostOf(info) + 1);
        break;
      case Shape::kTruth:
        value.number = draws.Below(2);
        break;
      case Shape::kCode:
        value.number = draws.Below(codes);
        break;
      case Shape::kList:
        value.codes = draws.Some(static_cast<int>(draws.Below(4)), codes);
        break;
      case Shape::kPlace: {
        const int block = static_cast<int>(draws.Below(kBlocks));
        const int64_t fineness = draws.Below(20);
        value.state = block / kBlocksOfDistrict / kDistrictsOfState;
        if (fineness > 0) value.district = block / kBlocksOfDistrict;
        if (fineness > 3) value.block = block;
        break;
      }
      case Shape::kReceived:
        break;
    }
  }
  return subject;
}

}  // namespace sangam::bench
