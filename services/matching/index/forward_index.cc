#include "services/matching/index/forward_index.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

size_t WordsFor(size_t positions) { return (positions + 63) / 64; }

}  // namespace

std::shared_ptr<const ForwardIndex> ForwardIndex::Build(
    const CatalogSnapshot& catalog, const ForwardIndex* previous) {
  return Build(catalog, previous, PartMaking(), Growth());
}

std::shared_ptr<const ForwardIndex> ForwardIndex::Build(
    const CatalogSnapshot& catalog, const ForwardIndex* previous,
    const PartMaking& making, Growth growth) {
  std::shared_ptr<ForwardIndex> index(
      new ForwardIndex(catalog, making, growth));
  // Parts point into the dictionary.
  if (previous != nullptr &&
      &previous->catalog_.dictionary() == &catalog.dictionary()) {
    PositionChange change =
        ChangeOf(previous->catalog_, previous->positions_, catalog);
    if (previous->beside_ + change.emptied.size() + change.added.size() <=
        2 * index->RoomBeside(previous->parts_)) {
      index->TakeOver(*previous, &change);
      index->days_.Prepare(previous->days_, &change);
      return index;
    }
  }
  index->TakeAll();
  if (previous != nullptr) index->days_.Prepare(previous->days_, nullptr);
  return index;
}

std::shared_ptr<const ForwardIndex> ForwardIndex::BuildWhole(
    const CatalogSnapshot& catalog, const ForwardIndex& outgrown) {
  std::shared_ptr<ForwardIndex> index(
      new ForwardIndex(catalog, outgrown.making_, outgrown.growth_));
  index->TakeAll();
  index->days_.Prepare(outgrown.days_, nullptr);
  return index;
}

ForwardIndex::ForwardIndex(const CatalogSnapshot& catalog,
                           const PartMaking& making, Growth growth)
    : id_(NewGeneration()),
      catalog_(catalog),
      making_(making),
      growth_(growth),
      days_(&catalog, &positions_) {}

size_t ForwardIndex::RoomBeside(const std::vector<Part>& parts) const {
  const size_t first = parts.front().index->size();
  return std::max(std::min(growth_.most_beside_small, first),
                  first / growth_.share_beside_large);
}

bool ForwardIndex::HasOutgrown() const { return beside_ > RoomBeside(parts_); }

void ForwardIndex::TakeAll() {
  const VersionPositions all = AllVersionsOf(catalog_);
  IndexPart::Versions versions;
  versions.reserve(all.size());
  for (const auto [scheme, version] : all) {
    versions.push_back(catalog_.schemes()[scheme].versions[version].compiled);
  }
  std::vector<uint32_t> order;
  parts_.push_back(
      {0, std::make_shared<const IndexPart>(std::move(versions),
                                            catalog_.dictionary().all().size(),
                                            making_, &order)});
  positions_.reserve(all.size());
  for (const uint32_t i : order) positions_.push_back(all[i]);
}

void ForwardIndex::TakeOver(const ForwardIndex& previous,
                            PositionChange* change) {
  positions_ = std::move(change->kept);
  parts_ = previous.parts_;
  beside_ = previous.beside_ + change->emptied.size() + change->added.size();
  if (change->added.empty()) return;
  const size_t begin = BeginOfLast(change->added.size());
  // Between two parts there may be positions where nothing ever stood.
  positions_.resize(std::max(positions_.size(), begin));
  positions_.insert(positions_.end(), change->added.begin(),
                    change->added.end());
  parts_.push_back(
      {begin, std::make_shared<const IndexPart>(
                  VersionsFrom(begin), catalog_.dictionary().all().size(),
                  making_, nullptr)});
}

// Most changes are small, and then only the last part is built anew. It joins
// the one before once it has grown, so that there are never many.
size_t ForwardIndex::BeginOfLast(size_t added) {
  size_t begin = WordsFor(positions_.size()) * 64;
  while (parts_.size() > 1) {
    const size_t count = positions_.size() + added;
    const size_t before = parts_.back().begin;
    const bool is_large = begin < count && count - begin > growth_.most_in_last;
    const bool fits = count - before <= growth_.most_in_last;
    if (parts_.size() < kMostParts && !is_large && !fits) break;
    begin = before;
    parts_.pop_back();
  }
  return begin;
}

IndexPart::Versions ForwardIndex::VersionsFrom(size_t begin) const {
  IndexPart::Versions versions;
  versions.reserve(positions_.size() - begin);
  for (size_t i = begin; i < positions_.size(); ++i) {
    const auto [scheme, version] = positions_[i];
    versions.push_back(
        positions_[i].empty()
            ? nullptr
            : catalog_.schemes()[scheme].versions[version].compiled);
  }
  return versions;
}

void ForwardIndex::Classify(const SubjectView& subject,
                            const ReferenceData& reference, Scratch* scratch,
                            VerdictPlanes* planes) const {
  if (scratch->index_id_ != id_ || scratch->day_ != subject.as_of()) {
    scratch->in_force_ = days_.On(subject.as_of());
    scratch->index_id_ = id_;
    scratch->day_ = subject.as_of();
  }
  while (scratch->parts_.size() < parts_.size()) scratch->parts_.emplace_back();
  // The words between parts are nobody's.
  const size_t words = WordsFor(positions_.size());
  for (auto* plane :
       {&planes->eligible, &planes->needs_information, &planes->near_miss}) {
    plane->resize(words);
  }
  for (size_t i = 0; i < parts_.size(); ++i) {
    const size_t word = parts_[i].begin / 64;
    parts_[i].index->Classify(subject, reference,
                              scratch->in_force_->data() + word,
                              &scratch->parts_[i],
                              {planes->eligible.data() + word,
                               planes->needs_information.data() + word,
                               planes->near_miss.data() + word});
  }
}

std::shared_ptr<const std::vector<uint64_t>> ForwardIndex::InForceOn(
    absl::CivilDay day) const {
  return days_.On(day);
}

const CompiledVersion& ForwardIndex::version_at(size_t position) const {
  const auto part =
      std::find_if(parts_.rbegin(), parts_.rend(),
                   [&](const Part& each) { return each.begin <= position; });
  return *part->index->version_at(position - part->begin);
}

size_t ForwardIndex::bytes() const {
  size_t bytes = sizeof(*this) + positions_.capacity() * sizeof(Position) +
                 parts_.capacity() * sizeof(Part) + days_.bytes();
  for (const Part& part : parts_) bytes += part.index->bytes();
  return bytes;
}

}  // namespace sangam::matching
