// What answers read of a catalogue beside its rules, once for all subjects.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_ANSWER_TABLES_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_ANSWER_TABLES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/grant_bound.h"
#include "services/matching/engine/match_template.h"
#include "services/matching/index/forward_index.h"
#include "services/matching/index/kept_named_places.h"

namespace sangam::matching {

// Bits of positions: bit p % 64 of word p / 64 is that of position p.
using Plane = std::vector<uint64_t>;

inline bool HasBit(const Plane& plane, size_t position) {
  return (plane[position / 64] >> (position % 64) & 1) != 0;
}
inline void SetBit(Plane* plane, size_t position) {
  (*plane)[position / 64] |= uint64_t{1} << (position % 64);
}
size_t CountBits(const Plane& plane);

// Calls `visit` with each position of the plane, in rising order.
template <typename Visit>
void ForEachBit(const Plane& plane, const Visit& visit) {
  for (size_t word = 0; word < plane.size(); ++word) {
    for (uint64_t rest = plane[word]; rest != 0; rest &= rest - 1) {
      visit(word * 64 + static_cast<size_t>(__builtin_ctzll(rest)));
    }
  }
}

// Immutable but for what it keeps to be quicker, so safe to share between
// threads. Each version of the snapshot has
// a position, which is that of the index where there is one. Holds the
// snapshot.
class AnswerTables {
 public:
  // A relation of the version at `stated_by` to another scheme.
  struct Statement {
    uint32_t stated_by = 0;
    int relation = 0;
  };

  // `index` may be null; else it was built of the snapshot.
  static std::shared_ptr<const AnswerTables> Build(
      std::shared_ptr<const CatalogSnapshot> catalog,
      const ForwardIndex* index);

  const CatalogSnapshot& catalog() const { return *catalog_; }
  // How many positions there are.
  size_t size() const { return entries_.size(); }
  Plane EmptyPlane() const { return Plane((size() + 63) / 64); }

  const CompiledScheme& scheme(size_t position) const {
    return catalog_->schemes()[entries_[position].scheme];
  }
  // Schemes have numbers in the order of their names.
  uint32_t scheme_number(size_t position) const {
    return entries_[position].scheme;
  }
  const CompiledVersion& version(size_t position) const {
    return *entries_[position].compiled;
  }
  size_t PositionOf(size_t scheme_number, size_t version) const {
    return positions_[first_[scheme_number] + version];
  }
  // The position of the scheme's version in force, if there is one.
  absl::optional<size_t> PositionIn(const Plane& in_force,
                                    size_t scheme_number) const;

  const GrantBound& grant(size_t position) const {
    return entries_[position].grant;
  }
  // All positions: those that may be worth most first, of equals the scheme
  // that comes first by name.
  const std::vector<uint32_t>& by_grant() const { return by_grant_; }
  // Bit k: a benefit is of the kind with the number k.
  uint32_t benefit_kinds(size_t position) const {
    return entries_[position].benefit_kinds;
  }
  // What the versions of other schemes state of this one, in the order of their
  // names.
  const std::vector<Statement>& StatementsAbout(absl::string_view scheme) const;
  // The tests of places of all versions that can be evaluated, and the first of
  // those of one version.
  const KeptNamedPlaces& place_tests() const { return *place_tests_; }
  uint32_t first_place_test(size_t position) const {
    return entries_[position].first_place_test;
  }
  // What matches say whatever the subject.
  const MatchTemplates& templates() const { return templates_; }

 private:
  struct Entry {
    uint32_t scheme = 0;
    uint32_t benefit_kinds = 0;
    uint32_t first_place_test = 0;
    const CompiledVersion* compiled = nullptr;
    GrantBound grant;
  };

  AnswerTables(std::shared_ptr<const CatalogSnapshot> catalog,
               const ForwardIndex* index);
  void NumberVersions(const ForwardIndex* index);
  void GatherStatements();
  void OrderByGrant();
  void GatherPlaceTests();

  const std::shared_ptr<const CatalogSnapshot> catalog_;
  std::vector<Entry> entries_;
  // The positions of the versions of scheme s begin at first_[s].
  std::vector<uint32_t> first_;
  std::vector<uint32_t> positions_;
  std::vector<uint32_t> by_grant_;
  absl::flat_hash_map<absl::string_view, std::vector<Statement>> statements_;
  std::unique_ptr<const KeptNamedPlaces> place_tests_;
  const MatchTemplates templates_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_ANSWER_TABLES_H_
