#include "services/matching/columns/subject_columns.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

// So many profiles are encoded at a time.
constexpr size_t kMostWaiting = 4 * SubjectBlock::kMostRows;

// Sorted profiles as blocks.
SubjectBlocks Encode(
    const absl::btree_map<std::string, std::unique_ptr<type::v1::Profile>>&
        changes,
    TextTable* texts) {
  SubjectBlocks blocks;
  std::vector<std::string> names;
  std::vector<const type::v1::Profile*> profiles;
  const auto cut = [&] {
    if (names.empty()) return;
    blocks.push_back(std::make_shared<const SubjectBlock>(
        NameList(names), RowSet::Encode(profiles, texts)));
    names.clear();
    profiles.clear();
  };
  for (const auto& [name, profile] : changes) {
    if (profile == nullptr) continue;
    names.push_back(name);
    profiles.push_back(profile.get());
    if (names.size() == SubjectBlock::kMostRows) cut();
  }
  cut();
  return blocks;
}

}  // namespace

ColumnsView::ColumnsView(std::string token,
                         std::shared_ptr<const TextTable> texts,
                         SubjectBlocks blocks,
                         std::shared_ptr<PlaceChainsByDirectory> places)
    : token_(std::move(token)),
      texts_(std::move(texts)),
      blocks_(std::move(blocks)),
      places_(places == nullptr ? std::make_shared<PlaceChainsByDirectory>()
                                : std::move(places)) {
  for (const auto& block : blocks_) size_ += block->size();
}

size_t ColumnsView::FirstBlockAfter(absl::string_view name) const {
  const auto found =
      std::upper_bound(blocks_.begin(), blocks_.end(), name,
                       [](absl::string_view wanted,
                          const std::shared_ptr<const SubjectBlock>& block) {
                         return wanted < block->last_name();
                       });
  return static_cast<size_t>(found - blocks_.begin());
}

size_t ColumnsView::bytes() const {
  size_t bytes = sizeof(ColumnsView) + texts_->bytes() +
                 blocks_.capacity() * sizeof(blocks_[0]);
  for (const auto& block : blocks_) bytes += block->bytes();
  return bytes;
}

SubjectColumns::SubjectColumns()
    : texts_(std::make_shared<TextTable>()),
      places_(std::make_shared<PlaceChainsByDirectory>()),
      runs_(1),
      view_(std::make_shared<const ColumnsView>("", texts_, SubjectBlocks())) {}

void SubjectColumns::BeginList() {
  waiting_.clear();
  runs_.assign(1, {});
  // Texts that nobody has any more are left behind.
  texts_ = std::make_shared<TextTable>();
  places_ = std::make_shared<PlaceChainsByDirectory>();
  compaction_.Reset();
}

void SubjectColumns::CancelList() { Restore(view()); }

void SubjectColumns::Restore(std::shared_ptr<const ColumnsView> view) {
  waiting_.clear();
  runs_.assign(1, view->blocks());
  // Texts may be added while readers look up those that they know.
  texts_ = std::const_pointer_cast<TextTable>(view->shared_texts());
  places_ = view->places();
  compaction_.Reset();
  absl::MutexLock lock(&mutex_);
  view_ = std::move(view);
}

void SubjectColumns::Upsert(absl::string_view subject,
                            const type::v1::Profile& profile) {
  waiting_[std::string(subject)] = std::make_unique<type::v1::Profile>(profile);
  if (waiting_.size() >= kMostWaiting) Flush();
}

void SubjectColumns::Delete(absl::string_view subject) {
  waiting_[std::string(subject)] = nullptr;
  if (waiting_.size() >= kMostWaiting) Flush();
}

void SubjectColumns::JoinRuns() {
  const SubjectBlocks newer = std::move(runs_.back());
  runs_.pop_back();
  runs_.back() = MergeBlocks(runs_.back(), newer, {});
}

void SubjectColumns::Flush() {
  if (waiting_.empty()) return;
  SubjectBlocks added = Encode(waiting_, texts_.get());
  std::vector<std::string> deleted;
  for (const auto& [name, profile] : waiting_) {
    if (profile == nullptr) deleted.push_back(name);
  }
  waiting_.clear();
  if (!deleted.empty()) {
    while (runs_.size() > 1) JoinRuns();
  }
  SubjectBlocks& last = runs_.back();
  const bool follows = last.empty() || added.empty() ||
                       last.back()->last_name() < added[0]->first_name();
  if (!deleted.empty() || (follows && runs_.size() == 1)) {
    last = MergeBlocks(last, added, deleted);
    return;
  }
  runs_.push_back(std::move(added));
  while (runs_.size() > 1 &&
         runs_[runs_.size() - 2].size() <= 2 * runs_.back().size()) {
    JoinRuns();
  }
}

void SubjectColumns::CompactIfDue() {
  SubjectBlocks& blocks = runs_.front();
  size_t subjects = 0;
  for (const auto& block : blocks) subjects += block->size();
  if (!compaction_.IsDue(*texts_, subjects)) return;
  TextsInUse used(*texts_);
  used.Mark(blocks);
  compaction_.Looked(used.count(), subjects);
  if (!compaction_.IsDue(*texts_, subjects)) return;
  // Readers of earlier views keep their blocks with the table that was.
  BlocksWithTexts compact = CompactTexts(blocks, *texts_, used);
  blocks = std::move(compact.blocks);
  texts_ = std::move(compact.texts);
  places_ = std::make_shared<PlaceChainsByDirectory>();
}

void SubjectColumns::Publish(std::string token) {
  Flush();
  while (runs_.size() > 1) JoinRuns();
  CompactIfDue();
  auto view = std::make_shared<const ColumnsView>(std::move(token), texts_,
                                                  runs_.front(), places_);
  absl::MutexLock lock(&mutex_);
  view_ = std::move(view);
}

std::shared_ptr<const ColumnsView> SubjectColumns::view() const {
  absl::MutexLock lock(&mutex_);
  return view_;
}

}  // namespace sangam::matching
