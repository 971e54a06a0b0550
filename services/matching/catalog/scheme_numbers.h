// Schemes by their names.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_SCHEME_NUMBERS_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_SCHEME_NUMBERS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "services/matching/catalog/scheme_list.h"

namespace sangam::matching {

// The number that each scheme has in a list of all. A value, safe to read from
// several threads.
//
// One scheme more, and all that come after it have other numbers. So a name
// gives a tag that stays, and the tag a number: lists that were made of one
// another share the names, which are slow to go through, and differ in numbers.
class SchemeNumbers {
 public:
  // Of a scheme that was not in the list before.
  static constexpr uint32_t kNew = ~uint32_t{0};

  SchemeNumbers() = default;
  // Each scheme has the number of its place in `list`. `before` is parallel to
  // it and has the numbers that the schemes had in `previous`, or kNew.
  SchemeNumbers(const SchemeList& list, const std::vector<uint32_t>& before,
                const SchemeNumbers& previous);

  absl::optional<size_t> Find(absl::string_view name) const;

 private:
  static constexpr uint32_t kNone = ~uint32_t{0};
  // So many names of their own are enough, or of a long list this share, before
  // all names are put together anew.
  static constexpr size_t kMostOwn = 512;
  static constexpr size_t kShareOfOwn = 8;
  using Tags = absl::flat_hash_map<std::string, uint32_t>;

  void TagAll(const SchemeList& list);
  // kNone: never heard of.
  uint32_t TagOf(absl::string_view name) const;

  // Never null; names that came later are in own_. Either may have names that
  // went.
  std::shared_ptr<const Tags> shared_ = std::make_shared<const Tags>();
  Tags own_;
  // By number.
  std::vector<uint32_t> tags_;
  // By tag; kNone: it went.
  std::vector<uint32_t> numbers_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_SCHEME_NUMBERS_H_
