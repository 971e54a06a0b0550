// Numbers of many rows, packed as narrowly as they allow.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_PACKED_COLUMN_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_PACKED_COLUMN_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sangam::matching {

// A number in some of the rows of a column, in the order of the rows.
struct RowValue {
  uint32_t row = 0;
  int64_t value = 0;
};

// For each of a number of rows an int64 or nothing. A value is kept as
// (value - base) / scale in as few bits as the largest needs. Immutable.
class PackedColumn {
 public:
  // Which rows have a value.
  enum class Form : uint8_t {
    kAll = 0,     // all
    kBitmap = 1,  // those whose bit is set
    kSparse = 2   // those that are listed
  };

  PackedColumn() = default;
  // `values` are in the order of their rows, each row at most once.
  PackedColumn(uint64_t key, uint32_t rows,
               const std::vector<RowValue>& values);

  // What the column holds; see column_key.h.
  uint64_t key() const { return key_; }
  uint32_t rows() const { return rows_; }
  // How many rows have a value.
  uint32_t count() const { return count_; }

  // False: the row has none.
  bool Get(uint32_t row, int64_t* value) const;

  // The greatest value; there is one.
  int64_t MostValue() const;

  // All values; rows without one get any. Room for rows() numbers and for a bit
  // of each row, in whole words.
  void Unpack(int64_t* values, uint64_t* present) const;
  // Appends those rows that have a value.
  void AppendTo(std::vector<RowValue>* values) const;

  // For kernels that read the packed values themselves: unless the form is
  // kSparse, there is one for each row, 0 where it has no value.
  Form form() const { return form_; }
  // 0 (all values are the base), 1, 8, 16, 32 or 64.
  int bits() const { return bits_; }
  int64_t base() const { return base_; }
  // At least 1.
  uint64_t scale() const { return scale_; }
  // A bit for each row; null unless the form is kBitmap.
  const uint64_t* presence() const {
    return form_ == Form::kBitmap ? words_.data() : nullptr;
  }
  // The rows that have a value; null unless the form is kSparse.
  const uint16_t* sparse_rows() const {
    return form_ == Form::kSparse
               ? reinterpret_cast<const uint16_t*>(words_.data())
               : nullptr;
  }
  const void* packed() const { return words_.data() + packed_at_; }
  // The packed value at a place in packed().
  uint64_t PackedAt(uint32_t index) const;
  int64_t ValueAt(uint32_t index) const {
    return static_cast<int64_t>(static_cast<uint64_t>(base_) +
                                scale_ * PackedAt(index));
  }

  // For the snapshot on disk.
  const std::vector<uint64_t>& words() const { return words_; }
  // False if the parts are not those of a column.
  static bool FromParts(uint64_t key, uint32_t rows, uint32_t count, Form form,
                        int bits, int64_t base, uint64_t scale,
                        std::vector<uint64_t> words, PackedColumn* column);

  // What it takes in memory beside the object itself.
  size_t bytes() const { return words_.size() * sizeof(uint64_t); }

 private:
  // How many packed values there are.
  uint32_t Slots() const { return form_ == Form::kSparse ? count_ : rows_; }
  // Words for the presence in this form, and for the packed values.
  size_t PresenceWords() const;
  size_t PackedWords() const;

  uint64_t key_ = 0;
  int64_t base_ = 0;
  uint64_t scale_ = 1;
  uint32_t rows_ = 0;
  uint32_t count_ = 0;
  uint32_t packed_at_ = 0;
  Form form_ = Form::kSparse;
  uint8_t bits_ = 0;
  // The presence, then the packed values.
  std::vector<uint64_t> words_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_PACKED_COLUMN_H_
