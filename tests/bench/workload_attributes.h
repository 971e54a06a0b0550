// The attributes that the generated schemes read, and what their values are.
#ifndef SANGAM_TESTS_BENCH_WORKLOAD_ATTRIBUTES_H_
#define SANGAM_TESTS_BENCH_WORKLOAD_ATTRIBUTES_H_

#include <cstdint>
#include <string>
#include <vector>

namespace sangam::bench {

enum class Shape { kNumber, kTruth, kCode, kList, kDay, kPlace, kReceived };

// One attribute of the built-in dictionary, or what received() reads.
struct WorkAttribute {
  // The name in expressions: "members", "subject.kind".
  std::string name;
  Shape shape = Shape::kNumber;
  // kNumber: values are 1 to `most`. kDay: days since kFirstDay, 0 to `most`.
  int64_t most = 0;
  // kNumber: beyond this no value is valid, so unique numbers end there.
  int64_t most_valid = 0;
  // kCode and kList: the codes; kReceived: the schemes, "schemes/...".
  std::vector<std::string> codes;

  // As a column of a table: "subject_kind".
  std::string Column() const;
};

// Forty; a workload of twenty reads the first twenty.
const std::vector<WorkAttribute>& WorkAttributes();

// Of every state; the places of a kind are numbered through.
inline constexpr int kStates = 36;
inline constexpr int kDistrictsOfState = 20;
inline constexpr int kBlocksOfDistrict = 12;
inline constexpr int kDistricts = kStates * kDistrictsOfState;
inline constexpr int kBlocks = kDistricts * kBlocksOfDistrict;

enum class PlaceLevel { kState, kDistrict, kBlock };

// "places/lgd-district-17" for number 16.
std::string PlaceName(PlaceLevel level, int number);

}  // namespace sangam::bench

#endif  // SANGAM_TESTS_BENCH_WORKLOAD_ATTRIBUTES_H_
