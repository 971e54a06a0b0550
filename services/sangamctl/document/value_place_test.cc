#include "services/sangamctl/document/value_place.h"

#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

// "line:column" of a part of the value of the key at this place, or "nothing".
std::string Place(const char* file, TextPosition key, const char* value,
                  TextPosition part) {
  const SourceText source("a.yaml", file);
  const auto place = PlaceInValue(source, key, value, part);
  return place ? std::to_string(place->line)
                     .append(":")
                     .append(std::to_string(place->column))
               : "nothing";
}

TEST(ValuePlaceTest, APlainValueStandsBehindItsKey) {
  EXPECT_EQ(Place("- a: 1\n  if: x == yy\n", {2, 3}, "x == yy", {1, 6}),
            "2:12");
  EXPECT_EQ(Place("if: 'x == yy'\n", {1, 1}, "x == yy", {1, 6}), "1:11");
  EXPECT_EQ(Place("if:\n  \"x == yy\"\n", {1, 1}, "x == yy", {1, 6}), "2:9");
}

TEST(ValuePlaceTest, FoldedLinesAreFoundAgain) {
  const char* file = "if: >-\n    x > 1 &&\n    yy > 2 ||\n    z\nnext: 1\n";
  const char* value = "x > 1 && yy > 2 || z";
  EXPECT_EQ(Place(file, {1, 1}, value, {1, 1}), "2:5");
  EXPECT_EQ(Place(file, {1, 1}, value, {1, 10}), "3:5");
  EXPECT_EQ(Place(file, {1, 1}, value, {1, 20}), "4:5");
  EXPECT_EQ(Place(file, {1, 1}, value, {1, 21}), "4:6") << "at the end";
  EXPECT_EQ(Place("if: x > 1 &&\n  yy\n", {1, 1}, "x > 1 && yy", {1, 10}),
            "2:3");
}

TEST(ValuePlaceTest, LinesThatAreKeptAreFoundAgain) {
  EXPECT_EQ(Place("if: |\n  x &&\n  yy\n", {1, 1}, "x &&\nyy\n", {2, 2}),
            "3:4");
}

TEST(ValuePlaceTest, ColumnsCountCharacters) {
  EXPECT_EQ(
      Place("if: x == 'रेशम' && yy\n", {1, 1}, "x == 'रेशम' && yy", {1, 16}),
      "1:20");
}

TEST(ValuePlaceTest, AnElementOfAListIsItsValue) {
  EXPECT_EQ(Place("- x == yy\n", {1, 3}, "x == yy", {1, 6}), "1:8");
}

TEST(ValuePlaceTest, WhatTheFileDoesNotHoldIsNotFound) {
  EXPECT_EQ(Place("if: *alias\n", {1, 1}, "x == yy", {1, 6}), "nothing");
  EXPECT_EQ(Place("if: \"x\\t== yy\"\n", {1, 1}, "x\t== yy", {1, 6}),
            "nothing");
  EXPECT_EQ(Place("if: x\n", {9, 1}, "x", {1, 1}), "nothing");
}

}  // namespace
}  // namespace sangam::sangamctl
