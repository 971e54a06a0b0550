// What the fuzzer's expressions are about: a dictionary, places, dated values,
// and subjects drawn from the fuzzer's bytes.
#ifndef SANGAM_TESTS_FUZZ_FUZZ_SUBJECT_H_
#define SANGAM_TESTS_FUZZ_FUZZ_SUBJECT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/place_chain.h"
#include "common/rules/reference_data.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::fuzz {

// Takes bytes one after another; after the last one, zeros.
class ByteSource {
 public:
  explicit ByteSource(absl::string_view bytes) : bytes_(bytes) {}
  bool empty() const { return at_ >= bytes_.size(); }
  uint8_t Byte() { return empty() ? 0 : static_cast<uint8_t>(bytes_[at_++]); }
  // A number of the kind that borders are made of: small, around a power of
  // ten, or at the ends of the range.
  int64_t Number();

 private:
  absl::string_view bytes_;
  size_t at_ = 0;
};

// One country, two states, each with two districts. Immutable.
class FuzzPlaces : public PlaceDirectory {
 public:
  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override;
  std::string TitleOf(absl::string_view) const override { return ""; }
};

// The built-in attributes, one recorded attribute of each type
// ("own_number", "own_truth", ...), derived ones, parameters and a place set.
const AttributeDictionary& FuzzDictionary();
// The values of these parameters and that set.
const DatedReferences& FuzzReferences();

// A profile whose fields, own attributes, benefits received and children come
// from the bytes. `depth` is how many levels of children it may have.
type::v1::Profile FuzzProfile(ByteSource* bytes, int depth);

}  // namespace sangam::fuzz

#endif  // SANGAM_TESTS_FUZZ_FUZZ_SUBJECT_H_
